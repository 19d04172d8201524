"""PostgreSQL keeps the ledger itself: balanced, append-only, with balances that nobody else writes."""

from django.db import migrations

# A journal is complete when its transaction commits: an empty, short or lopsided one is refused. The entries' own trigger
# below refuses what comes after that, so together they make a committed journal final.
JOURNAL_BALANCES = """
CREATE FUNCTION payments_journal_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT count(*) AS entries,
        COALESCE(sum(amount) FILTER (WHERE side = 'D'), 0) AS debits,
        COALESCE(sum(amount) FILTER (WHERE side = 'C'), 0) AS credits
    INTO found FROM payments_entry WHERE journal_id = NEW.id;
    IF found.entries <> NEW.entry_count OR found.debits <> NEW.total OR found.credits <> NEW.total THEN
        RAISE EXCEPTION 'journal % does not balance: % entries of %, debits %, credits %, total %',
            NEW.key, found.entries, NEW.entry_count, found.debits, found.credits, NEW.total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_balances';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER journal_balances AFTER INSERT ON payments_journal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_journal_balances();
"""

# Once per statement, however many entries it brings. No journal gets more entries than it announced, so nothing is added to
# one that was complete. Balances follow; their accounts are locked by primary key first, so that two batches queue.
ENTRIES_COUNT = """
CREATE FUNCTION payments_entries_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    overfull text;
BEGIN
    SELECT journal.key INTO overfull
    FROM (SELECT DISTINCT journal_id FROM fresh) touched JOIN payments_journal journal ON journal.id = touched.journal_id
    WHERE journal.entry_count < (SELECT count(*) FROM payments_entry WHERE journal_id = journal.id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'journal % is complete: nothing can be added', overfull
            USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_is_complete';
    END IF;

    PERFORM FROM payments_account
    WHERE id IN (SELECT account_id FROM fresh) AND balance IS NOT NULL
    ORDER BY id FOR NO KEY UPDATE;

    UPDATE payments_account account
    SET balance = balance + change.debits * CASE account.normal_side WHEN 'D' THEN 1 ELSE -1 END
    FROM (
        SELECT account_id, sum(CASE side WHEN 'D' THEN amount ELSE -amount END) AS debits
        FROM fresh GROUP BY account_id
    ) change
    WHERE account.id = change.account_id AND account.balance IS NOT NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER entries_count AFTER INSERT ON payments_entry
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_entries_count();
"""

APPEND_ONLY = """
CREATE FUNCTION payments_ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the ledger is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_journal
    FOR EACH STATEMENT EXECUTE FUNCTION payments_ledger_refuses();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_entry
    FOR EACH STATEMENT EXECUTE FUNCTION payments_ledger_refuses();
CREATE TRIGGER account_stays BEFORE DELETE OR TRUNCATE ON payments_account
    FOR EACH STATEMENT EXECUTE FUNCTION payments_ledger_refuses();
-- Only the entries' trigger gets past this: it updates from a depth of 1.
CREATE TRIGGER account_balance_follows_entries BEFORE UPDATE ON payments_account
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION payments_ledger_refuses();
CREATE TRIGGER account_starts_empty BEFORE INSERT ON payments_account
    FOR EACH ROW WHEN (NEW.balance <> 0) EXECUTE FUNCTION payments_ledger_refuses();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [
        migrations.RunSQL(
            JOURNAL_BALANCES,
            "DROP TRIGGER journal_balances ON payments_journal; DROP FUNCTION payments_journal_balances()",
        ),
        migrations.RunSQL(
            ENTRIES_COUNT,
            "DROP TRIGGER entries_count ON payments_entry; DROP FUNCTION payments_entries_count()",
        ),
        migrations.RunSQL(APPEND_ONLY, "DROP FUNCTION payments_ledger_refuses() CASCADE"),
    ]
