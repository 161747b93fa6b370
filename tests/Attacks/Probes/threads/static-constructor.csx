// attack: Reads a file while a class is made ready.
// group: threads
// at none: gets-through

static class Early
{
    public static readonly string Text = File.ReadAllText("/etc/passwd");
}

$"read {Early.Text.Length} characters"
