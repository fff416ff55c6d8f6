"""How stages and decisions look and read: icon, words and colours, the same in every view."""

from dataclasses import dataclass

from natpatsip_desktop.core.records import Decision, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A word with its icon and the names of its two colours; `asks` is a stage's question."""

    word: str
    icon: str
    tint: str
    ink: str
    asks: str = ""


STAGES = {
    Stage.PLAN: Look(
        word="Plan",
        icon="pencil",
        tint="tint",
        ink="improve_text",
        asks="What will we test, and what do we predict?",
    ),
    Stage.DO: Look(
        word="Do",
        icon="play",
        tint="warn_tint",
        ink="warn_text",
        asks="Carry out the test and collect data",
    ),
    Stage.STUDY: Look(
        word="Study",
        icon="eye",
        tint="neutral_tint",
        ink="neutral_text",
        asks="Compare what we found with what we predicted",
    ),
    Stage.ACT: Look(
        word="Act",
        icon="check",
        tint="quiet_tint",
        ink="ink2",
        asks="Adopt, adapt or abandon",
    ),
}
DECISIONS = {
    Decision.ADOPT: Look(word="Adopt", icon="check", tint="ok_tint", ink="ok_text"),
    Decision.ADAPT: Look(word="Adapt", icon="wrench", tint="warn_tint", ink="warn_text"),
    Decision.ABANDON: Look(word="Abandon", icon="x", tint="error_tint", ink="error_text"),
}
