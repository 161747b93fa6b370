// title: Best three students by score, ties by name
// check: result.Length == 3
// check: result[0] == "Ida"
// check: !result.Contains("Emil")
//--- broken
record Student(string Name, int Score);

var students = new List<Student>
{
    new("Emil", 61),
    new("Ida", 93),
    new("Noah", 88),
    new("Alma", 88),
    new("Oskar", 74),
};

string[] result = students
    .OrderByDesc(s => s.Score)
    .ThenBy(s => s.Name, StringComparer.Ordinal)
    .Take(3)
    .Select(s => s.Name)
    .ToArray();
//--- fixed
record Student(string Name, int Score);

var students = new List<Student>
{
    new("Emil", 61),
    new("Ida", 93),
    new("Noah", 88),
    new("Alma", 88),
    new("Oskar", 74),
};

string[] result = students
    .OrderByDescending(s => s.Score)
    .ThenBy(s => s.Name, StringComparer.Ordinal)
    .Take(3)
    .Select(s => s.Name)
    .ToArray();
