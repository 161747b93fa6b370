// attack: Reads its own memory layout from /proc.
// group: files
// at none: gets-through

$"{File.ReadAllLines("/proc/self/maps").Length} mappings"
