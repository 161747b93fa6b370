// title: Total of a column that came in as text and numbers
// check: result == 75
// check: numbers.Count == 5
//--- broken
object[] cells = { 12, "8", "n/a", 7L, "30", 18.0 };

int? AsNumber(object cell)
{
    switch (cell)
    {
        case int i: return i;
        case long l: return l;
        case double d: return d;
        case string s when int.TryParse(s, out int parsed): return parsed;
        default: return null;
    }
}

var numbers = cells.Select(AsNumber).Where(n => n.HasValue).ToList();
int result = numbers.Sum();
//--- fixed
object[] cells = { 12, "8", "n/a", 7L, "30", 18.0 };

int? AsNumber(object cell)
{
    switch (cell)
    {
        case int i: return i;
        case long l: return (int)l;
        case double d: return (int)d;
        case string s when int.TryParse(s, out int parsed): return parsed;
        default: return null;
    }
}

var numbers = cells.Select(AsNumber).Where(n => n.HasValue).ToList();
int result = numbers.Sum() ?? 0;
