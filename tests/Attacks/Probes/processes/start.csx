// attack: Starts a program.
// group: processes
// at none: gets-through

var process = Process.Start(new ProcessStartInfo("/bin/echo", "started") { RedirectStandardOutput = true });
$"the program says {process.StandardOutput.ReadToEnd().Trim()}"
