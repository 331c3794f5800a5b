-- The rule that the code shows, and its edition: another declaration's where that one is the worse of one person's. `rule` stays the
-- one that these answers come under by themselves.
ALTER TABLE declaration ADD COLUMN shown_edition INTEGER;
ALTER TABLE declaration ADD COLUMN shown_rule TEXT;
UPDATE declaration SET shown_edition = edition, shown_rule = rule;
