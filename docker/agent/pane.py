"""The agent's pane: what it shows, how its program takes input, and a text on its way into that."""

import fcntl, json, os, re, struct, subprocess, termios, time

HERE = "/usr/local/lib/maestro"
STATE = os.path.expanduser("~/.maestro")
MESSAGES = f"{STATE}/messages"
BUSY = re.compile(r"\besc (to |again to )?(interrupt|cancel|stop)", re.IGNORECASE)  # how a screen says what would stop its agent
QUIET_SECONDS = 0.3
CALM_SECONDS = 1.5
CALL_SECONDS = 120
DRAWING_SECONDS = 10  # a program that never stops drawing is not waited for
END_CHARS = 16
PASTED = re.compile(r"\[Pasted(text|content|~\d)", re.IGNORECASE)  # how a long paste stands in an input line
LINE_BYTES = 4095  # what a terminal that collects lines keeps of one
READS = {"wait_woken", "n_tty_read", "tty_read"}
WAITS = READS | {"do_select", "poll_schedule_timeout", "do_epoll_wait", "ep_poll", "do_poll"}

launch = json.load(open("/etc/maestro/launch.json"))
SHOWS_IDLE = bool((launch["screen"] or {}).get("idle"))
EMPTY_COLUMN = (launch["screen"] or {}).get("column", 2)  # where the cursor stands in an input line that nobody has begun to write in


def tmux(*words, text=None):
    return subprocess.run(["tmux", *words], input=text, capture_output=True).stdout.decode("utf-8", "replace").strip()


def tell(*words):
    subprocess.run([f"{HERE}/tell", *words])


def since(moment):
    return time.monotonic() - moment


# The locale is this shell's alone: tmux draws what is not ASCII only in its own.
SEE = f'LC_ALL=C; . {HERE}/lib/see.sh; load_marks; see "$1"; printf "%s\\n%s" "$shows" "$screen"'


def see(pane):
    """What the agent's screen shows (dialog, idle or busy), and its text, as the reporter sees it."""
    seen = subprocess.run(["bash", "-c", SEE, "see", pane], capture_output=True).stdout
    shows, _, text = seen.decode("utf-8", "replace").partition("\n")
    return shows, text


def is_empty(pane):
    """Whether the input line is known to be empty, and no dialog in front of it: only an agent's screen that we know says so."""
    if not SHOWS_IDLE or see(pane)[0] == "dialog":
        return False
    return tmux("display-message", "-p", "-t", pane, "#{cursor_x}") in map(str, range(EMPTY_COLUMN + 1))


def said():
    """What the reporter knows: whether a turn is under way, and what the agent asks. None while it writes that down."""
    try:
        return json.load(open(f"{STATE}/said"))
    except (OSError, ValueError):
        return None


def receipt():
    """When the agent last showed that it took a prompt, in seconds since 1970; 0 when it never did."""
    path = f"{STATE}/submitted"
    return os.stat(path).st_mtime if launch["confirms"] and os.path.exists(path) else 0


class Terminal:
    """How the program in the foreground of the pane reads."""

    def __init__(self, pane):
        self.stands, self.since = None, 0.0
        self.fd = os.open(tmux("display-message", "-p", "-t", pane, "#{pane_tty}"), os.O_RDWR | os.O_NOCTTY)

    def by_key(self):
        return not termios.tcgetattr(self.fd)[3] & termios.ICANON

    def unread(self):
        return struct.unpack("i", fcntl.ioctl(self.fd, termios.FIONREAD, b"\0" * 4))[0]

    def standing(self):
        """How the program has stood in a read of its terminal for a while, keys or lines; None when it does not."""
        how = self.reads()
        if how != self.stands:
            self.stands, self.since = how, time.monotonic()
            # What it printed before it read is on its way to this screen: tmux has taken it when it answers.
            tmux("display-message", "-p", "")
        return how if since(self.since) >= CALM_SECONDS else None

    def reads(self):
        if self.by_key():
            return "keys" if self.waiting(WAITS) else None
        return "lines" if self.waiting(READS) else None

    def waiting(self, places):
        """Whether a program in the foreground of the terminal stands at one of these places of the kernel."""
        return any(place in where for where in map(place_of, self.foreground()) for place in places)

    def foreground(self):
        number = os.fstat(self.fd).st_rdev
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                fields = open(f"/proc/{name}/stat").read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[4]) == number and fields[2] == fields[5]:
                yield name


def place_of(pid):
    try:
        return open(f"/proc/{pid}/wchan").read()
    except OSError:
        return ""


def bare(text):
    """Without what a screen adds when it wraps a line: spaces, and the marks of a frame."""
    return re.sub(r"[\s│┃|]", "", text)


class Delivery:
    """One text on its way into the program. `screen` tells when it is silent, `taken` whether the agent says that it has it."""

    def __init__(self, pane, text, screen, place):
        self.pane, self.text, self.screen, self.place = pane, text, screen, place
        self.terminal, self.called = Terminal(pane), False
        self.submitting = lambda: None  # called once, before the program has all of it

    def call(self, complaint):
        """The agent stands there without it: a person has to look."""
        if not self.called:
            claim = json.dumps({"kind": "question", "text": complaint, "choices": []})
            tell(f"claim {claim}")
        self.called = True

    def until(self, holds, complaint):
        began = time.monotonic()
        while not (found := holds()):
            self.screen.look(0.1)
            if since(began) > CALL_SECONDS:
                self.call(complaint)
        return found

    def give(self, how, taken):
        if how == "lines":
            return self.type_lines()
        # tmux brackets it only where the program has asked for that.
        self.paste(self.text, "-p")
        # An Enter that comes before the paste was taken in would be part of it.
        self.screen.look(QUIET_SECONDS)
        pasted = time.monotonic()
        drawn = lambda: self.screen.silent(QUIET_SECONDS) or since(pasted) > DRAWING_SECONDS
        self.until(lambda: not self.terminal.unread() and drawn(), f"It does not read what it was told. {self.place}")
        self.submit(taken)

    def paste(self, text, *flags):
        tmux("load-buffer", "-b", "prompt", "-", text=text)
        tmux("paste-buffer", "-d", "-r", *flags, "-b", "prompt", "-t", self.pane)

    def type_lines(self):
        lines = self.text.rstrip(b"\n").split(b"\n")
        if max(map(len, lines)) >= LINE_BYTES:
            self.call(f"Its terminal takes lines of {LINE_BYTES} bytes at most. {self.place}")
            return
        for at, line in enumerate(lines, 1):
            if at == len(lines):
                self.submitting()
            self.paste(line + b"\n")
            self.until(lambda: not self.terminal.unread(), f"It does not read on. {self.place}")

    def holds(self):
        """Whether the input line still has the text, and no dialog is in front of it. Enter is pressed on nothing else."""
        shows, text = see(self.pane)
        end = bare(self.text.decode("utf-8", "replace"))[-END_CHARS:]
        return shows != "dialog" and (end in bare(text) or PASTED.search(bare(text)) is not None)

    def enter(self):
        tmux("send-keys", "-t", self.pane, "Enter")

    def submit(self, taken):
        """Enter until the agent says that it has the text; where it cannot say so, until Enter was read."""
        pause = 2
        self.until(
            lambda: taken() or see(self.pane)[0] != "dialog", f"A dialog is open, and it could not be told. {self.place}"
        )
        self.submitting()
        self.enter()
        while True:
            self.screen.look(pause)
            if not launch["confirms"]:
                self.until(lambda: not self.terminal.unread(), "It does not take the Enter after what it was told.")
                return
            if taken():
                return
            pause = min(pause * 2, 30)
            if pause == 30:
                self.call("What it was told is typed, and it does not take it. Look at its terminal.")
            # While it still draws, it still works on what it has.
            self.until(
                lambda: taken() or self.screen.silent(CALM_SECONDS), f"It does not take what it was told. {self.place}"
            )
            if taken():
                return
            if self.called and is_empty(self.pane):
                return  # whatever became of it, what comes next need not wait for a hook
            if self.holds():
                self.enter()
