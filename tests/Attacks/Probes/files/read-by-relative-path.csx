// attack: Climbs out of its working folder.
// group: files
// at none: gets-through

var up = string.Concat(Enumerable.Repeat("../", 20));
$"read {new FileInfo(up + "etc/passwd").Length} bytes: {File.ReadLines(up + "etc/passwd").First()}"
