-- Version 2: what a code rests on, so that it can be explained again years later. JSON of all facts with their values, sealed
-- to the platform's own sealing key. NULL where version 1 assigned the code, and once withdrawn. A program of version 1
-- refuses this file.
ALTER TABLE declaration ADD COLUMN sealed_facts BLOB CHECK (sealed_facts IS NULL OR withdrawn = 0);
