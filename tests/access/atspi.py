"""Reads the window of a demo through AT-SPI. Told by atspi.sh which program it is."""
import os
import subprocess
import sys
import time

import pyatspi

PATIENCE = 30  # s, for what takes one or two


def until(what, ask):
    """What ask() returns as soon as it is something; ends the test where it never is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = ask()
        except Exception:  # a part has gone while it was asked
            found = None
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"waited in vain for {what}")


def expect(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


def parts(root):
    """All parts below root that can be seen, but not the cells of tables."""
    for part in root:
        if part is None or not part.getState().contains(pyatspi.STATE_VISIBLE):
            continue
        yield part
        if part.getRole() not in (pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE, pyatspi.ROLE_LIST):
            yield from parts(part)


def part_of(window, role, matches):
    return next((part for part in parts(window)
                 if part.getRole() == role and matches(part.name)), None)


def press(part):
    expect(part.queryAction().doAction(0), f"{part.name} can be pressed")


class Program:
    def __init__(self, path):
        self.process = subprocess.Popen([path, "--demo"], stdout=subprocess.DEVNULL)
        self.window = until("the window", self.find_window)

    def find_window(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application and application.get_process_id() == self.process.pid:
                return next((window for window in application
                             if "Image Sync Dashboard" in window.name), None)
        return None

    def find(self, what, role, matches):
        return until(what, lambda: part_of(self.window, role, matches))

    def table(self, name):
        return self.find(f"the table {name}", pyatspi.ROLE_TABLE, lambda other: other == name)

    def lives(self, after):
        time.sleep(0.1)
        expect(self.process.poll() is None, f"the program lives after {after}")


def rows_of(table):
    return table.queryTable().nRows


def walk(table):
    """What the first rows say, line by line; each cell knows its place."""
    asked = table.queryTable()
    lines = []
    for row in range(min(asked.nRows, 15)):
        line = []
        for column in range(asked.nColumns):
            cell = asked.getAccessibleAt(row, column)
            index = asked.getIndexAt(row, column)
            expect((asked.getRowAtIndex(index), asked.getColumnAtIndex(index)) == (row, column),
                   f"the cell {row}, {column} knows its place")
            line.append(cell.name)
        lines.append(line)
    return lines


def ask_beside(table):
    """Places that are not there, as a screen reader asks where nothing is current."""
    asked = table.queryTable()
    for row, column in ((-1, -1), (asked.nRows, 0), (0, asked.nColumns), (1 << 30, 1 << 30)):
        for ask in (asked.getAccessibleAt, asked.getIndexAt, asked.getRowExtentAt,
                    asked.getColumnExtentAt, asked.isSelected):
            try:
                ask(row, column)
            except Exception:  # an error is an answer
                pass
    for ask in (asked.getRowAtIndex, asked.getColumnAtIndex, asked.getRowColumnExtentsAtIndex,
                asked.getColumnHeader, asked.getRowHeader, asked.getColumnDescription):
        try:
            ask(-1)
        except Exception:
            pass


def main_paths(program):
    table = program.table("Tasks")
    until("tasks", lambda: rows_of(table) > 0)
    ask_beside(table)
    program.lives("being asked for places that are not there")
    titles = [table.queryTable().getColumnDescription(column)
              for column in range(table.queryTable().nColumns)]
    expect("Status" in titles, f"a column is the status: {titles}")
    lines = walk(table)
    expect(all(any(line) for line in lines), "each row says something")

    failed = program.find("the number of failures", pyatspi.ROLE_PUSH_BUTTON,
                          lambda name: name.endswith(" failed"))
    expect(int(failed.name.split()[0].replace(",", "")) > 0, f"something failed: {failed.name}")
    expect(failed.description == "Show the failed tasks", f"what it does: {failed.description}")
    chart = program.find("the chart", pyatspi.ROLE_CHART, lambda name: True)
    expect("failed" in chart.description.lower(), f"the chart says: {chart.description}")
    day = program.find("the range", pyatspi.ROLE_RADIO_BUTTON, lambda name: name == "24 h")
    expect(day.getState().contains(pyatspi.STATE_CHECKED), "a day is chosen")

    press(failed)
    status = titles.index("Status")
    until("failed tasks alone",
          lambda: all(line[status].startswith(("Failed", "Repaired")) for line in walk(table)))
    until("the details of a failure", lambda: any(
        part.getRole() == pyatspi.ROLE_LABEL and part.name.startswith("Image: ")
        for part in parts(program.window)))

    page = program.find("the page", pyatspi.ROLE_RADIO_BUTTON, lambda name: name == "Failures")
    press(page)
    failures = program.table("Failures")
    until("failures", lambda: rows_of(failures) > 0)
    expect(any(any(line) for line in walk(failures)), "failures are told")
    ask_beside(failures)
    program.lives("the main paths")


def main(path):
    display, told = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(told), "-screen", "0", "1600x1000x24",
                               "-nolisten", "tcp"],
                              pass_fds=[told], stderr=subprocess.DEVNULL)
    os.close(told)
    with os.fdopen(display) as number:
        os.environ["DISPLAY"] = ":" + number.readline().strip()
    os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    program = None
    try:
        program = Program(path)
        main_paths(program)
    finally:
        for process in filter(None, (program and program.process, server)):
            process.terminate()
            process.wait(PATIENCE)


main(sys.argv[1])
