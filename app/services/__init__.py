"""One function per thing that a person or the clock asks for; session first, never a commit."""
