using System.Globalization;

namespace AgentNotebook.Crashes;

/// <summary>What crashers were promised, as they said it.</summary>
internal sealed class Promises
{
    /// <summary>The last acknowledged entry of each session.</summary>
    public Dictionary<string, long> Entries { get; } = [];

    /// <summary>The last acknowledged number of each session's values.</summary>
    public Dictionary<string, int> Values { get; } = [];

    /// <summary>Sessions whose removal was acknowledged.</summary>
    public HashSet<string> Gone { get; } = [];

    /// <summary>Each refused step: its name, the fault, the message.</summary>
    public List<(string Step, string Fault, string Message)> Refused { get; } = [];

    /// <summary>The model calls that a run made, by their numbers.</summary>
    public List<int> Asked { get; } = [];

    /// <summary>The state in which a run came to rest; empty when it did not.</summary>
    public string End { get; private set; } = "";

    public void Hear(string line)
    {
        var words = line.Split(' ', 4);
        switch (words[0])
        {
            case "ack":
                Entries[words[1]] = long.Parse(words[2], CultureInfo.InvariantCulture);
                break;
            case "asked":
                Asked.Add(int.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "end":
                End = words[1];
                break;
            case "make":
                Gone.Remove(words[1]);
                break;
            case "leave":
                Entries.Remove(words[1]);
                break;
            case "gone":
                Gone.Add(words[1]);
                break;
            case "value":
                Values[words[1]] = int.Parse(words[2], CultureInfo.InvariantCulture);
                break;
            case "refused":
                Refused.Add((words[1], words[2], words[3]));
                break;
        }
    }
}
