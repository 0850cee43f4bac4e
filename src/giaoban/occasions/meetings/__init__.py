"""Sessions: agenda, papers, attendance, difficulties, conclusion with its tasks, and the follow-up at the next session."""
