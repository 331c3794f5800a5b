-- Until when something that its traveller asked for (a review, help abroad, a look at a misuse) is to be answered; none where nothing
-- waits. Before, reviews alone were counted here.
ALTER TABLE way RENAME COLUMN review_due TO asked_due;
