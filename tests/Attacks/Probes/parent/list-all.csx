// attack: Asks .NET for all processes.
// group: parent
// at none: gets-through

var all = Process.GetProcesses();
all.Length > 1 ? $"{all.Length} processes: {string.Join(' ', all.Take(5).Select(process => process.ProcessName))}…" : null
