// attack: Reads the environment of the parent from /proc.
// group: files
// at none: gets-through

var text = File.ReadAllText($"/proc/{Stage.Parent}/environ");
text.Contains("AGENTNB_STAGE_SECRET") ? $"the parent's environment: {text[(text.IndexOf("AGENTNB_STAGE_SECRET"))..][..40]}" : null
