-- Where a way leads by now: diverted, landed or sent somewhere else than was declared, or asked of another county. Desks find whom they
-- are to meet by what is so, and not by what was declared alone.
ALTER TABLE way ALTER COLUMN desk TYPE text COLLATE "C";
ALTER TABLE way ADD COLUMN port text COLLATE "C";
ALTER TABLE way ADD COLUMN county text COLLATE "C";
ALTER TABLE way ADD COLUMN asked text COLLATE "C";                                 -- the county that has not answered yet
ALTER TABLE way ADD COLUMN elsewhere boolean NOT NULL DEFAULT false;               -- port or county are not the declared ones
CREATE INDEX way_elsewhere_port ON way (port) WHERE elsewhere;
CREATE INDEX way_elsewhere_county ON way (county) WHERE elsewhere;
CREATE INDEX way_asked_county ON way (asked) WHERE asked IS NOT NULL;
