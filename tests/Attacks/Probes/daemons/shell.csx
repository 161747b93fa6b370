// attack: Leaves a shell command behind, in a session of its own, deaf to the end of its parent.
// group: daemons
// at none: gets-through

var process = Process.Start("/bin/sh", ["-c", "setsid nohup sleep 600 >/dev/null 2>&1 & nohup sleep 600 >/dev/null 2>&1 &"]);
process.WaitForExit();
$"the shell ended with {process.ExitCode}"
