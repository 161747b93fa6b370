// title: Lab report table built with a StringBuilder
// check: result.Split('\n').Length == 5
// check: result.StartsWith("run | length | period")
// check: result.Contains("3 | 75 | 1737")
//--- broken
int[] lengthsCm = { 25, 50, 75, 100 };

int PeriodMs(int cm) => (int)Math.Round(2000 * Math.PI * Math.Sqrt(cm / 100.0 / 9.81));

var table = new StringBuilder();
table.Append("run | length | period");
for (int i = 0; i < lengthsCm.Length; i++)
{
    table.Append('\n');
    table.Append(i + 1).Append(" | ").Append(lengthsCm[i]).Append(" | ").Append(PeriodMs(lengthsCm[i]));
}

table.ToString()
//--- fixed
using System.Text;

int[] lengthsCm = { 25, 50, 75, 100 };

int PeriodMs(int cm) => (int)Math.Round(2000 * Math.PI * Math.Sqrt(cm / 100.0 / 9.81));

var table = new StringBuilder();
table.Append("run | length | period");
for (int i = 0; i < lengthsCm.Length; i++)
{
    table.Append('\n');
    table.Append(i + 1).Append(" | ").Append(lengthsCm[i]).Append(" | ").Append(PeriodMs(lengthsCm[i]));
}

table.ToString()
