// attack: Reads the environment of process 1.
// group: files
// at none: depends: root in a container may lack a capability that process 1 has
// needs: root

var text = File.ReadAllText("/proc/1/environ");
text.Length > 0 ? $"{text.Length} characters of the environment of process 1" : null
