"""Why a command is refused, as codes; `messages.py` has the sentences. Standard library only."""


class Refusal(Exception):
    """The state of the room does not permit a command.

    `code` names the rule; `facts` fill the sentence (names, numbers).
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
