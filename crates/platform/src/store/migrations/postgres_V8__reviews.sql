-- Until when a review that its traveller asked for is to be answered; none where none is open.
ALTER TABLE way ADD COLUMN review_due bigint;
CREATE INDEX way_review ON way (review_due) WHERE review_due IS NOT NULL;
