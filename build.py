#!/usr/bin/env python3
"""The launcher: makes `.venv` beside itself on first use, then runs `sitegen` in it.

It needs nothing but Python's standard library. Every package comes from `requirements.txt`, with its version
and its digest, and a copy of that file inside `.venv` says that the installation was finished: as long as the
two are equal there is nothing to do, and the launcher only hands over. It must stay readable for an old
Python (3.8), because its first duty there is to say that a newer one is needed.
"""

# ruff: noqa: PTH100, PTH105, PTH107, PTH110, PTH112, PTH118, PTH119, PTH120, PTH123, PTH208 - pathlib is slow
# ruff: noqa: PLC0415 - for the same reason modules are imported where they are needed, which is seldom
# ruff: noqa: S603 - the programs started here are our own interpreter and apt-get

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # importing `typing` takes time
if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
OLDEST = (3, 11)
RUNTIME = "requirements.txt"
TESTING = "requirements-test.txt"
CLUSTER = "requirements-dask.txt"
LENDING_PIP = (22, 3)  # the first that installs into another environment
MOST_PIPS = 4  # at once; more would only wait for the disk
LANG_CZECH = 0x05  # the primary language identifier of Windows

# WeasyPrint opens these shared libraries by itself; its wheel does not bring them.
PRINT_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PRINT_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
PRINTING_VERBS = ("build", "check", "print", "archive", "test")

# Every message in English and in Czech.
MESSAGES = {
    "python": (
        "Python {oldest} or later is needed, and this is Python {found}: run the command with a newer one.",
        "Je potřeba Python {oldest} nebo novější, a toto je Python {found}: spusťte příkaz s novějším.",
    ),
    "venv": ("Making the environment in .venv", "Připravuji prostředí ve složce .venv"),
    "again": (
        "The last set-up of .venv was not finished, starting it again",
        "Minulá příprava složky .venv nebyla dokončena, začínám znovu",
    ),
    "install": ("Installing {count} packages from {file}", "Instaluji balíčky ze souboru {file} ({count})"),
    "package": ("  {done}/{count}  {name}", "  {done}/{count}  {name}"),
    "unpack": ("Unpacking the packages", "Rozbaluji balíčky"),
    "ready": ("Ready in {seconds:.0f} s", "Hotovo za {seconds:.0f} s"),
    "system": ("Installing system packages: {names}", "Instaluji systémové balíčky: {names}"),
    "ensurepip": (
        "This Python cannot make environments: install the system package {package} and start again.",
        "Tento Python neumí vytvářet prostředí: nainstalujte systémový balíček {package} a začněte znovu.",
    ),
    "venv-failed": (
        "The environment in .venv could not be made: {reason}",
        "Prostředí ve složce .venv se nepodařilo vytvořit: {reason}",
    ),
    "offline": (
        "The packages could not be downloaded: connect this computer to the internet and start again.",
        "Balíčky se nepodařilo stáhnout: připojte počítač k internetu a začněte znovu.",
    ),
    "certificate": (
        "The packages' server is not trusted: set the clock right, or give pip your network's certificate.",
        "Serveru s balíčky nelze důvěřovat: nastavte správný čas, nebo dejte pipu certifikát své sítě.",
    ),
    "hash": (
        "A downloaded package is not the one this project was tested with and was refused: {reason}",
        "Stažený balíček není ten, se kterým byl projekt vyzkoušen, a byl odmítnut: {reason}",
    ),
    "wheel": (
        "No package fits this system and Python {found}, try the 64-bit Python 3.11 to 3.14: {reason}",
        "Na tento systém a Python {found} balíček není, zkuste 64bitový Python 3.11 až 3.14: {reason}",
    ),
    "disk": (
        "The disk is full: free about 500 MB and run the command again.",
        "Disk je plný: uvolněte asi 500 MB a spusťte příkaz znovu.",
    ),
    "pip": ("The packages could not be installed: {reason}", "Balíčky se nepodařilo nainstalovat: {reason}"),
    "stopped": (
        "Stopped; run the command again to finish the set-up.",
        "Přerušeno; příprava se dokončí, až příkaz spustíte znovu.",
    ),
}

# What pip says, and the message that tells it to people. The first row found in pip's output wins.
PIP_SYMPTOMS = (
    ("No space left on device", "disk"),
    ("DO NOT MATCH THE HASHES", "hash"),
    ("CERTIFICATE_VERIFY_FAILED", "certificate"),
    ("connection broken by", "offline"),
    ("Read timed out", "offline"),
    ("No matching distribution found", "wheel"),
)


class SetUpError(Exception):
    """The environment cannot be made; the text is one sentence with the remedy."""


def main(argv: list[str]) -> int:
    """Hand `argv` over to the program inside its environment, which is made first where it is missing.

    Returns:
        The exit code of the program; 3 when the environment cannot be made.
    """
    if sys.version_info < OLDEST:
        print(say("python", argv, oldest=dotted(OLDEST), found=dotted(sys.version_info[:2])), file=sys.stderr)
        return 3
    if verb_of(argv) == "build" and not asks_for_help(argv) and nothing_changed(argv):
        return 0
    try:
        python = ready_python(argv)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print(say("stopped", argv), file=sys.stderr)
        return 130
    return run_here(argv) if python == sys.executable else run_there(python, argv)


def nothing_changed(argv: list[str]) -> bool:
    """Say so and tell if the last build with these arguments has left nothing to do; the program is not imported."""
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    from sitegen import receipt

    began = receipt.clock()
    project = project_of(argv)
    says = project and receipt.nothing_changed(os.path.realpath(project), os.path.realpath(ROOT), argv)
    if not says:
        return False
    seconds = f"{receipt.clock() - began:.2f}"
    print(says.replace(receipt.SECONDS, seconds.replace(".", ",") if is_czech(argv) else seconds), end="")
    return True


def project_of(argv: list[str]) -> str | None:
    """Return the folder that a command line names as the project's, else the one around the current folder."""
    from sitegen.whereabouts import project_around

    words = iter("=".join(argv).split("="))
    return next((next(words, "") for word in words if word == "--project"), None) or project_around(ROOT)


def run_here(argv: list[str]) -> int:
    """Run the program, or the tests, in this very process, whose environment is the right one."""
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    if verb_of(argv) == "test" and not asks_for_help(argv):
        return run_tests(argv)
    from sitegen.cli import main as program

    return program(argv)


def run_there(python: str, argv: list[str]) -> int:
    """Start this file again with `python`, in place of this process where the system can do that."""
    command = [python, os.path.join(ROOT, "build.py"), *argv]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(python, command)  # noqa: S606 - our own interpreter, never returns
    return call(command)


def call(command: list[str]) -> int:
    """Run `command` to its end and return its exit code; Ctrl-C is the command's to handle."""
    import subprocess

    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the console has sent it to the child too


def run_tests(argv: list[str]) -> int:
    """Find or install the programs the tests drive, then run pytest on all cores, a file of tests on one."""
    from tests import tools

    if not tools.provide(lambda names: apt_install(names, argv)):
        return 3
    extra = options_of_pytest(argv)
    alone = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in extra)
    spread = [] if alone else ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    os.chdir(ROOT)
    return call([sys.executable, "-m", "pytest", *spread, *extra])


def options_of_pytest(argv: list[str]) -> list[str]:
    """Return what follows the verb `test`, without the launcher's own `--messages`."""
    rest = argv[1:]
    for position, word in enumerate(rest):
        if word == "--messages":
            return rest[:position] + rest[position + 2 :]
        if word.startswith("--messages="):
            return rest[:position] + rest[position + 1 :]
    return rest


def verb_of(argv: list[str]) -> str:
    """Return the verb of a command line, which is its first word or, before an option, left out."""
    return argv[0] if argv and not argv[0].startswith("-") else "build"


def asks_for_help(argv: list[str]) -> bool:
    """Tell whether a command line only asks what there is; nothing more is installed for that."""
    return bool({"-h", "--help"} & set(argv))


# --- the environment ---------------------------------------------------------------------------------------


def ready_python(argv: list[str]) -> str:
    """Return the interpreter of an environment that holds everything `argv` needs.

    Raises:
        SetUpError: there is none and none can be made.
    """
    needed = needed_by(argv)
    ours = venv_python()
    if all(finished(name) for name in needed) and os.path.exists(ours):
        python = sys.executable if inside_ours() else ours
    elif not inside_ours() and has_packages(needed):
        python = sys.executable
    else:
        python = make_environment(needed, argv)
    install_print_libraries(argv)
    return python


def needed_by(argv: list[str]) -> list[str]:
    """Return the requirements files of a command line: its verb and its options may need more than the generator."""
    if asks_for_help(argv):
        return [RUNTIME]
    if verb_of(argv) == "test":
        return [RUNTIME, TESTING]
    return [RUNTIME, CLUSTER] if any(word.startswith("--executor") for word in argv) else [RUNTIME]


def venv_python() -> str:
    """Return the path of the interpreter inside `.venv`."""
    return os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def inside_ours() -> bool:
    """Tell whether this process already runs in `.venv`."""
    return os.path.normcase(os.path.realpath(sys.prefix)) == os.path.normcase(os.path.realpath(VENV))


def stamp_of(name: str) -> str:
    """Return where the copy of a requirements file is kept that says "all of this is installed"."""
    return os.path.join(VENV, "installed-" + name)


def finished(name: str) -> bool:
    """Tell whether `.venv` holds exactly what the requirements file `name` asks for."""
    try:
        return read(stamp_of(name)) == read(os.path.join(ROOT, name))
    except OSError:
        return False


def read(path: str) -> bytes:
    """Return the bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def pins_of(name: str) -> list[str]:
    """Return the pins of a requirements file that apply to this system, as `name-version`, normalized."""
    lines = read(os.path.join(ROOT, name)).decode().splitlines()
    heads = [line for line in lines if "==" in line.partition(";")[0] and not line.startswith((" ", "#"))]
    foreign = ["!= 'CPython'"] if os.name == "nt" else ["!= 'CPython'", "== 'win32'"]
    foreign += ["python_full_version < '3.12'"] if sys.version_info >= (3, 12) else []
    here = [head for head in heads if not any(marker in head for marker in foreign)]
    return [normalized(head.partition(";")[0].rstrip("\\ ").replace("==", "-")) for head in here]


def normalized(name: str) -> str:
    """Return a package's `name-version` in the one spelling used for comparing."""
    return name.strip().lower().replace("_", "-").replace(".", "-")


def has_packages(names: list[str]) -> bool:
    """Tell whether this interpreter finds every pinned package, in its pinned version.

    Reads the names of the `*.dist-info` folders: `importlib.metadata` takes more time than the launcher may.
    """
    folders = [path for path in sys.path if path.endswith("-packages") and os.path.isdir(path)]
    entries = [entry for folder in folders for entry in os.listdir(folder)]
    found = {normalized(entry[: -len(".dist-info")]) for entry in entries if entry.endswith(".dist-info")}
    return all(pin in found for name in names for pin in pins_of(name))


def make_environment(needed: list[str], argv: list[str]) -> str:
    """Make `.venv`, or bring it up to date, and return its interpreter.

    Raises:
        SetUpError: no environment can be made here.
    """
    import time

    started = time.monotonic()
    with one_at_a_time():
        if not usable():
            create_venv(argv)
        missing = [name for name in needed if not finished(name)]
        for name in missing:
            install(name, argv)
    if missing:
        tell("ready", argv, seconds=time.monotonic() - started)
    return venv_python()


def usable() -> bool:
    """Tell whether `.venv` was once finished and its interpreter is still there."""
    return os.path.exists(stamp_of(RUNTIME)) and os.path.exists(venv_python())


class one_at_a_time:  # noqa: N801 - reads as what it does
    """Lets one launcher at a time work on `.venv`; the lock is on this file and ends with the process.

    The programs it starts inherit the lock, so that they too have ended before another launcher begins, even
    when this one is killed.
    """

    def __enter__(self) -> None:
        self.file = open(os.path.join(ROOT, "build.py"), "rb")
        os.set_inheritable(self.file.fileno(), True)  # noqa: FBT003 - the function takes no keyword
        if os.name == "nt":
            import contextlib
            import msvcrt

            self.file.seek(1 << 30)  # a byte that nobody reads: locks are mandatory on Windows
            waiting = True
            while waiting:
                with contextlib.suppress(OSError):  # it gives up after ten seconds
                    msvcrt.locking(self.file.fileno(), msvcrt.LK_LOCK, 1)
                    waiting = False
        else:
            import fcntl

            fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def create_venv(argv: list[str]) -> None:
    """Make an empty `.venv`, in place of a half-made one.

    Raises:
        SetUpError: this Python lacks what it takes, or the folder cannot be written.
    """
    import importlib.util
    import shutil
    import subprocess

    lent = lends_pip()
    if not lent and not importlib.util.find_spec("ensurepip") and not apt_install([venv_package()], argv):
        raise SetUpError(say("ensurepip", argv, package=venv_package()))
    try:
        if os.path.lexists(VENV):
            tell("again", argv)
            shutil.rmtree(VENV)
    except OSError as error:
        raise SetUpError(say("venv-failed", argv, reason=error)) from error
    tell("venv", argv)
    command = [base_python(), "-m", "venv", *(["--without-pip"] if lent else []), VENV]
    made = subprocess.run(command, capture_output=True, text=True, check=False, close_fds=False)
    if made.returncode:
        raise SetUpError(say("venv-failed", argv, reason=last_line(made.stdout + made.stderr)))


def base_python() -> str:
    """Return the interpreter that environments are made of: this one, or the one behind its environment."""
    return getattr(sys, "_base_executable", sys.executable)


def lends_pip() -> bool:
    """Tell whether the pip of that interpreter can install into `.venv`, which spares unpacking another one there."""
    import subprocess

    ask = "import pip; print(*pip.__version__.split('.')[:2])"
    asked = subprocess.run([base_python(), "-c", ask], capture_output=True, text=True, check=False, close_fds=False)
    return not asked.returncode and tuple(map(int, asked.stdout.split())) >= LENDING_PIP


def venv_package() -> str:
    """Return the name of the Debian package that lets this Python make environments."""
    return "python{}.{}-venv".format(*sys.version_info[:2])


def install(name: str, argv: list[str]) -> None:
    """Install a requirements file into `.venv`, every package checked against its digest.

    The packages are dealt out to several pips, because one spends its time on one core: no package asks for another
    here (`--no-deps`), so it does not matter which comes first.

    Raises:
        SetUpError: a package could not be had, or is not the one that was asked for.
    """
    count, done, unpacking = len(pins_of(name)), [], []
    tell("install", argv, count=count, file=name)
    if os.path.exists(stamp_of(name)):
        os.remove(stamp_of(name))

    def heard(line: str) -> None:
        package = package_of(line)
        if package:
            done.append(package)
            tell("package", argv, done=len(done), count=count, name=package, over=True)
        elif line.startswith("Installing collected"):
            unpacking.append(line)
            if len(unpacking) == len(commands):
                tell("unpack", argv)

    pip = [base_python(), "-m", "pip", "--python", venv_python()] if lends_pip() else [venv_python(), "-m", "pip"]
    pip += ["install", "--no-input", "--retries", "3", "--no-deps", "--no-warn-conflicts"]
    pip += ["--disable-pip-version-check", "--progress-bar", "off", "--only-binary", ":all:", "--require-hashes"]
    commands = [[*pip, "-r", part] for part in parts_of(name)]
    # The program's bytecode too, because where Python is told to write none it would be compiled at every start.
    compiling = [venv_python(), "-m", "compileall", "-q", os.path.join(ROOT, "sitegen")]
    for code, output in run_together([*commands, compiling], heard)[:-1]:
        if code:
            raise SetUpError(explain(output, argv))
    with open(stamp_of(name) + ".new", "wb") as file:
        file.write(read(os.path.join(ROOT, name)))
    os.replace(stamp_of(name) + ".new", stamp_of(name))


def parts_of(name: str) -> list[str]:
    """Deal the pins of a requirements file out to a file in `.venv` for each pip; returns their paths.

    A pin has a digest for each wheel of its package, so its length tells how much there is to look through.
    """
    pins = []
    for line in read(os.path.join(ROOT, name)).decode().splitlines(keepends=True):
        if line.strip() and not line.startswith((" ", "#")):
            pins.append("")
        if pins:
            pins[-1] += line
    parts = [""] * max(1, min(os.cpu_count() or 1, MOST_PIPS, len(pins)))
    for pin in sorted(pins, key=len, reverse=True):
        shortest = min(range(len(parts)), key=lambda number: len(parts[number]))
        parts[shortest] += pin
    paths = [os.path.join(VENV, f"part-{number}-{name}") for number in range(len(parts))]
    for path, part in zip(paths, parts, strict=True):
        with open(path, "wb") as file:
            file.write(part.encode())
    return paths


def run_together(commands: list[list[str]], heard: Callable[[str], None]) -> list[tuple[int, str]]:
    """Run programs at once, and hear each line they say; returns the exit code of each, and all that it said."""
    import subprocess
    import threading

    environment = dict(os.environ, PYTHONUNBUFFERED="1", PYTHONIOENCODING="utf-8", PIP_USER="0")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}
    running = [subprocess.Popen(command, env=environment, close_fds=False, **pipes) for command in commands]
    said = ["" for _ in running]
    one_speaks = threading.Lock()

    def listen(number: int) -> None:
        for line in running[number].stdout:
            with one_speaks:
                said[number] += line
                heard(line)

    listeners = [threading.Thread(target=listen, args=(number,)) for number in range(len(running))]
    for listener in listeners:
        listener.start()
    for listener in listeners:
        listener.join()
    return [(process.wait(), text) for process, text in zip(running, said, strict=True)]


def package_of(line: str) -> str:
    """Return the package that a line of pip's output begins with, or nothing."""
    for start in ("Collecting ", "Processing ", "Requirement already satisfied: "):
        if line.startswith(start):
            return os.path.basename(line[len(start) :].partition(" (from ")[0].partition(" in ")[0].strip())
    return ""


def explain(output: str, argv: list[str]) -> str:
    """Return the one sentence for a failed pip, from what it has printed."""
    found = dotted(sys.version_info[:2])
    for symptom, message in PIP_SYMPTOMS:
        if symptom in output:
            return say(message, argv, reason=last_line(output), found=found)
    return say("pip", argv, reason=last_line(output))


def last_line(output: str) -> str:
    """Return the last line that tells the error."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return ([*errors, *lines[-1:]] or ["no output"])[0]


# --- the system --------------------------------------------------------------------------------------------


def install_print_libraries(argv: list[str]) -> None:
    """As root on Debian or Ubuntu, install the libraries that print needs; elsewhere `sitegen` names them."""
    printing = verb_of(argv) in PRINTING_VERBS or "--print" in argv  # as `serve` has it
    printing = printing and not {"--no-print", "--kiosk"} & set(argv)
    if printing and not asks_for_help(argv) and is_debian_root() and not has_libraries():
        apt_install(PRINT_PACKAGES, argv)


def is_debian_root() -> bool:
    """Tell whether packages may be installed with apt-get without asking anyone."""
    return os.name == "posix" and os.geteuid() == 0 and os.path.exists("/etc/debian_version")


def has_libraries() -> bool:
    """Tell whether the libraries of print lie where Debian puts them."""
    folders = ["/usr/lib/" + name for name in os.listdir("/usr/lib") if name.endswith(("-gnu", "-gnueabihf"))]
    return all(any(os.path.exists(f + "/" + name) for f in folders) for name in PRINT_LIBRARIES)


def apt_install(names: list[str], argv: list[str]) -> bool:
    """As root on Debian or Ubuntu, install packages as they are today; return whether that was done.

    Lists as old as a machine's image know of old browsers, and of packages that the servers have no more.
    """
    import subprocess

    if not is_debian_root():
        return False
    tell("system", argv, names=" ".join(names))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    for command in ([*apt, "update"], [*apt, "install", "--no-install-recommends", *names]):
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return not done.returncode


# --- what people read --------------------------------------------------------------------------------------


def say(key: str, argv: list[str], **values: object) -> str:
    """Return a message of the table in the reader's language."""
    return MESSAGES[key][is_czech(argv)].format(**values)


def tell(key: str, argv: list[str], *, over: bool = False, **values: object) -> None:
    """Print a message as progress; on a terminal, `over` writes it over the previous one of its kind."""
    text = say(key, argv, **values)
    if not sys.stderr.isatty():
        print(text, file=sys.stderr, flush=True)
    elif over:
        print("\r\033[K" + text, end="", file=sys.stderr, flush=True)
    else:
        print("\r\033[K" + text, file=sys.stderr, flush=True)


def is_czech(argv: list[str]) -> bool:
    """Tell whether messages are Czech: by `--messages`, else by the system's language."""
    wishes = "=".join(argv).split("--messages=")[1:]
    if wishes:
        return wishes[-1].startswith("cs")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith(("cs", "czech"))
    if os.name == "nt":
        import ctypes

        return ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == LANG_CZECH
    return False


def dotted(version: tuple[int, ...]) -> str:
    """Return a version tuple as people write it."""
    return ".".join(str(part) for part in version)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
