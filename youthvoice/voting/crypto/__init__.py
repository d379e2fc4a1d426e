"""What keeps a vote secret and a count checkable: papers, blind signatures, receipts, seals. Pure: no Flask, no database."""
