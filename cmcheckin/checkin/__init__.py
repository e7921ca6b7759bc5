"""The morning as data: steps, questions, answers, drafts. Shown by ui/, asked in lines by cli/plain."""
