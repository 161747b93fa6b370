// attack: Reads its own memory layout from /proc.
// group: files
// at none: gets-through
// gets through with a gpu: its own memory map tells it nothing that it could not find out by itself

$"{File.ReadAllLines("/proc/self/maps").Length} mappings"
