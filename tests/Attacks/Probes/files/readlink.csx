// attack: Reads where a link of /proc points.
// group: files
// at none: gets-through
// gets through with a gpu: links below its own /proc can be read

var target = File.ResolveLinkTarget("/proc/self/exe", returnFinalTarget: false);
target is null ? null : $"/proc/self/exe is {target.FullName}"
