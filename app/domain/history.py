"""What can happen to anything in the register; history knows no other deeds."""

from enum import StrEnum

MACHINE = "Gestand (automatisch)"  # the actor of what the reader did by itself


class Action(StrEnum):
    """A deed, as history records it. Values are stored: they never change."""

    DOCUMENT_IMPORTED = "document_imported"
    DOCUMENT_CORRECTED = "document_corrected"
    DOCUMENT_WITHDRAWN = "document_withdrawn"  # imported by mistake
    DOCUMENT_REPLACED = "document_replaced"  # by a newer edition
    DOCUMENT_REINSTATED = "document_reinstated"  # one of the two undone
    DOCUMENT_MARKED = "document_marked"  # words of it, by hand
    DOCUMENT_UNMARKED = "document_unmarked"
    ITEM_ASSIGNED = "item_assigned"
    NOTE_ADDED = "note_added"
    CANDIDATE_FOUND = "candidate_found"
    CANDIDATE_ACCEPTED = "candidate_accepted"
    CANDIDATE_DISMISSED = "candidate_dismissed"
    CANDIDATE_REOPENED = "candidate_reopened"  # an acceptance or dismissal undone
    PLACE_JUDGED = "place_judged"  # whether a candidate only repeats another
    PLACE_REOPENED = "place_reopened"
    COMMITMENT_ENTERED = "commitment_entered"  # made by hand
    COMMITMENT_WITHDRAWN = "commitment_withdrawn"  # made by hand, and undone
    COMMITMENT_AMENDED = "commitment_amended"
    COMMITMENT_MERGED = "commitment_merged"  # it is another one, and counts there
    COMMITMENT_JOINED = "commitment_joined"  # another one turned out to be this one
    COMMITMENT_PARTED = "commitment_parted"  # merging undone, told of both
    COMMITMENT_SPLIT = "commitment_split"  # it held a second promise
    COMMITMENT_SPLIT_OFF = "commitment_split_off"  # made of a part of another
    COMMITMENT_UNSPLIT = "commitment_unsplit"  # splitting undone, told of both
    COMMITMENT_FOLLOWED = "commitment_followed"  # by rule: another answers, or leads
    STATUS_SET = "status_set"
    DEADLINE_MOVED = "deadline_moved"
    MOTION_FOUND = "motion_found"
    MOTION_TOLD = "motion_told"  # outcome, votes, the cabinet's advice
    MOTION_SETTLED = "motion_settled"
    MOTION_REOPENED = "motion_reopened"
    CONFLICT_SETTLED = "conflict_settled"
    CONFLICT_REOPENED = "conflict_reopened"  # settling undone
    SUGGESTION_JUDGED = "suggestion_judged"
    SUGGESTION_REOPENED = "suggestion_reopened"  # a verdict undone
    LINK_MADE = "link_made"  # by hand
    LINK_WITHDRAWN = "link_withdrawn"
    REMINDED = "reminded"  # a rappel asked the minister for it
    REMINDER_WITHDRAWN = "reminder_withdrawn"
    COMMITTEE_CHANGED = "committee_changed"  # whether it decides itself
    TABLE_CHANGED = "table_changed"  # a line of offices, holders or dossiers
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_CLOSED = "account_closed"
