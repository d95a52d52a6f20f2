"""Official acts on reports: waivers, approvals, seals, and how anybody verifies them years later."""
