/*
 * tmux tells libutempter about each pane that ends, and libutempter takes the signal of ended children away while it
 * runs its helper: the pane's own end is lost then, more often than not. Here it has nothing to do.
 */
int utempter_add_record(int master, const char *host) { return 1; }
int utempter_remove_record(int master) { return 1; }
