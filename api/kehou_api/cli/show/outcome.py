"""Any answer in the terminal."""

from kehou_api.cli.show.goals import show_goals
from kehou_api.cli.show.impossible import show_impossible
from kehou_api.cli.voice import Voice
from kehou_solver.domain.answer import Found, Impossible, Outcome, RanOutOfTime
from kehou_solver.report.words_certificate import certificate_words


def show_outcome(voice: Voice, outcome: Outcome) -> None:
    """Print what came out and, if there is a timetable, how good it is."""
    match outcome:
        case Found():
            took = f"{outcome.seconds:.1f}"
            voice.say(
                f"找到合规课表，用时 {took} 秒。",
                f"Found a lawful timetable in {took} s.",
                style="bold green",
            )
            if outcome.stopped:
                voice.say(
                    "求解提前停止：这是到那时为止最好的课表。",
                    "The search was stopped early: this is the best until then.",
                    style="yellow",
                )
            show_goals(voice, outcome.goals)
            voice.say(*certificate_words(outcome))
        case Impossible():
            show_impossible(voice, outcome)
        case RanOutOfTime():
            voice.say(outcome.advice.zh, outcome.advice.en, style="yellow")
