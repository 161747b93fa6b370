using System.Globalization;
using AgentNotebook.Execution;

namespace AgentNotebook.SandboxHost;

/// <summary>The command line.</summary>
internal sealed record HostOrders
{
    /// <summary>--deny NAME, any number of times: what the host takes from itself and its children.</summary>
    public IReadOnlyList<string> Denied { get; private init; } = [];

    /// <summary>--minimum LEVEL.</summary>
    public SandboxLevel Minimum { get; private init; } = SandboxLevel.Filtered;

    /// <summary>--maximum LEVEL.</summary>
    public SandboxLevel Maximum { get; private init; } = SandboxLevel.Isolated;

    /// <summary>--bubblewrap PATH.</summary>
    public string? Bubblewrap { get; private init; }

    /// <summary>--worker PATH.</summary>
    public string? Worker { get; private init; }

    /// <summary>--as-user ID: who the host becomes before anything else.</summary>
    public uint? User { get; private init; }

    /// <summary>--program FILE: a compiled program as JSON.</summary>
    public string? Program { get; private init; }

    /// <summary>--launches COUNT: children to start at the level, besides.</summary>
    public int Launches { get; private init; }

    /// <summary>--hold: stay until killed.</summary>
    public bool Holds { get; private init; }

    internal static HostOrders Parse(string[] arguments)
    {
        var orders = new HostOrders();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var option))
        {
            orders = option switch
            {
                "--deny" => orders with { Denied = [.. orders.Denied, rest.Dequeue()] },
                "--minimum" => orders with { Minimum = Enum.Parse<SandboxLevel>(rest.Dequeue(), ignoreCase: true) },
                "--maximum" => orders with { Maximum = Enum.Parse<SandboxLevel>(rest.Dequeue(), ignoreCase: true) },
                "--bubblewrap" => orders with { Bubblewrap = rest.Dequeue() },
                "--worker" => orders with { Worker = rest.Dequeue() },
                "--as-user" => orders with { User = uint.Parse(rest.Dequeue(), CultureInfo.InvariantCulture) },
                "--program" => orders with { Program = rest.Dequeue() },
                "--launches" => orders with { Launches = int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture) },
                "--hold" => orders with { Holds = true },
                _ => throw new ArgumentException($"'{option}' is no option of this host."),
            };
        }

        return orders;
    }
}
