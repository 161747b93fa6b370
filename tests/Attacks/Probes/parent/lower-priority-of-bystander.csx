// attack: Slows another program of the same user down, the .NET way.
// group: parent
// at none: gets-through

var bystander = Process.GetProcessById(Stage.Bystander);
bystander.PriorityClass = ProcessPriorityClass.BelowNormal;
bystander.PriorityClass == ProcessPriorityClass.BelowNormal ? "its priority was lowered" : null
