"""What people call a command or a page elsewhere, so that the command box finds it by that too."""

from collections.abc import Mapping

OTHER_WORDS: Mapping[str, str] = {
    "export": "print pdf png svg picture image download report",
    "copy_chart": "slide powerpoint picture image screenshot",
    "check_file": "validate corrupt damaged repair",
    "bring_in": "import merge colleague file",
    "versions": "history backup earlier older restore compare",
    "changes": "history audit trail who",
    "unsaved": "recover crash lost",
    "settings": "options preferences text size zoom larger dark theme contrast font",
    "undo": "take back revert",
    "blank": "hide privacy lock screen",
    "go_due": "enter type numbers missing",
    "go_returns": "submit submission national excel send",
    "go_templates": "library driver programme suggested",
    "plan_cycle": "pdsa test new",
    "cycle_on": "pdsa do study act adopt adapt abandon",
    "cycle_back": "pdsa",
    "add_measure": "new indicator metric",
    "hand_over": "share give send colleague",
    "delete_project": "remove bin",
    "delete_measure": "remove bin",
    "deleted": "bin trash recover restore removed",
    "paste": "clipboard",
    "import_data": "csv xlsx excel file",
    "add_note": "annotate annotation comment no data",
    "date_note": "annotate annotation comment event",
    "start_phase": "rebase recalculate step change baseline split limits freeze",
    "leave_out": "exclude ghost outlier ignore remove",
    "mark_unusual": "astronomical outlier special cause",
    "how_worked_out": "workings calculation mean median limits average formula",
    "chart_and_rules": (
        "spc control run xmr individuals type limits two 2 sigma lines baseline "
        "making data count mdc perla provost shewhart nelson anhøj anhoej options settings"
    ),
    "help_choose": "spc control run xmr type which advice",
    "set_target": "goal aim standard",
    "phases": "rebase step change baseline split",
    "left_out_points": "excluded ghosted ignored",
    "help_signals": "rules statistics method sources",
    "help_keyboard": "shortcuts keys",
}
