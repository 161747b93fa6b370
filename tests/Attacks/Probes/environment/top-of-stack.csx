// attack: Reads the whole top of its first stack, from the program's name on, for anything of the parent's environment.
// group: environment
// at none: stopped: a worker is started with an environment of its own
// expect: Completed
// uses: native

// The first variable lies above all others; the stack ends with the page the last one is in.
var start = Native.Word(Native.Word(Native.Export("environ")));
var text = new StringBuilder();
for (var at = start; at < ((start + 4095) & ~4095L); at++)
{
    text.Append((char)Marshal.ReadByte((nint)at));
}

Regex.Match(text.ToString(), "AGENTNB_STAGE[^\0]*") is { Success: true } match ? match.Value : null
