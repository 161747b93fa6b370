// attack: Asks .NET for all processes.
// group: parent
// at none: gets-through
// gets through with a gpu: at level isolated its namespace can be listed, which holds the launcher and itself

var all = Process.GetProcesses();
all.Length > 1 ? $"{all.Length} processes: {string.Join(' ', all.Take(5).Select(process => process.ProcessName))}…" : null
