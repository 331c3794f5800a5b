-- What a stored revision or a new code has still to bring about: the person's other declarations are looked at again.
ALTER TABLE declaration ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0 CHECK (unsettled IN (0, 1));
ALTER TABLE declaration ADD COLUMN woken INTEGER NOT NULL DEFAULT 0;   -- grows whenever it is woken
-- What waits is walked in the order of day or list and id, a piece at a time.
DROP INDEX declaration_list;
DROP INDEX declaration_due;
CREATE INDEX declaration_list ON declaration (list, id) WHERE list IS NOT NULL;
CREATE INDEX declaration_due ON declaration (due, id) WHERE due IS NOT NULL;
