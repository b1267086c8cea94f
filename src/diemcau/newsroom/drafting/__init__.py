"""From the event to the draft: facts, sentences, blocks; and updating them while an editor writes."""
