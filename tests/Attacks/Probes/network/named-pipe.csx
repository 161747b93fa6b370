// attack: Serves a named pipe, which .NET makes a socket in the folder for temporary files.
// group: network
// at none: gets-through

var pipe = new NamedPipeServerStream($"/tmp/agentnb-attack-{Environment.ProcessId}");
$"serves; connected: {pipe.IsConnected}"
