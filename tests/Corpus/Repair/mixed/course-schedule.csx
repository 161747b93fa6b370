// title: Order of courses that respects prerequisites
// check: result.Count == 5
// check: result.IndexOf("algebra") < result.IndexOf("analysis")
// check: result[^1] == "physics"
//--- broken
var requires = new Dictionary<string, string[]>
{
    ["analysis"] = new[] { "algebra" },
    ["physics"] = new[] { "mechanics", "analysis" },
    ["mechanics"] = new[] { "algebra", "sets" },
    ["algebra"] = new[] { "sets" },
    ["sets"] = null,
};

var result = new List<string>();
var done = new Hashset<string>();

void Visit(string course)
{
    if (done.Add(course)) return;
    foreach (string needed in requires[course])
    {
        Visit(needed);
    }
    result.Add(course);
}

foreach (string course in requires.Keys.OrderBy(c => c, StringComparer.Ordinal)) Visit(course);
//--- fixed
var requires = new Dictionary<string, string[]>
{
    ["analysis"] = new[] { "algebra" },
    ["physics"] = new[] { "mechanics", "analysis" },
    ["mechanics"] = new[] { "algebra", "sets" },
    ["algebra"] = new[] { "sets" },
    ["sets"] = null,
};

var result = new List<string>();
var done = new HashSet<string>();

void Visit(string course)
{
    if (!done.Add(course)) return;
    foreach (string needed in requires[course] ?? new string[0])
    {
        Visit(needed);
    }
    result.Add(course);
}

foreach (string course in requires.Keys.OrderBy(c => c, StringComparer.Ordinal)) Visit(course);
