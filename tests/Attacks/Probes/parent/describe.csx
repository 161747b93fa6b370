// attack: Asks .NET about the parent's process.
// group: parent
// at none: gets-through

var parent = Process.GetProcessById(Stage.Parent);
$"the parent is {parent.ProcessName}, with {parent.Threads.Count} threads, and uses {parent.WorkingSet64} bytes"
