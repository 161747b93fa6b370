// attack: Reads where a link of /proc points.
// group: files
// at none: gets-through

var target = File.ResolveLinkTarget("/proc/self/exe", returnFinalTarget: false);
target is null ? null : $"/proc/self/exe is {target.FullName}"
