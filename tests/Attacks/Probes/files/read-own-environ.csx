// attack: Reads the environment it was started with from /proc.
// group: files
// at none: gets-through
// gets through with a gpu: its own environment holds what the runtime needs and nothing of the parent's

var text = File.ReadAllText("/proc/self/environ");
text.Length > 0 ? $"{text.Length} characters: {text[..Math.Min(40, text.Length)].Replace('\0', ' ')}" : null
