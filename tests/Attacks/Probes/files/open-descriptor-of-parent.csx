// attack: Opens what the parent has open, through its folder of descriptors in /proc.
// group: files
// at none: gets-through

$"descriptor {Stage.Descriptor} of the parent says {File.ReadAllText($"/proc/{Stage.Parent}/fd/{Stage.Descriptor}")}"
