using System.Text.Json;

namespace AgentNotebook.Cells.Comms;

/// <summary>The comms of a notebook, and what handles those that a front end opens.</summary>
public sealed class CommHub
{
    private const int MostComms = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Comm> _open = [];
    private readonly Dictionary<string, Action<Comm, CommMessage>> _targets = new(StringComparer.Ordinal);
    private ICommTransport? _transport;

    internal CommHub()
    {
    }

    /// <summary>The open comms.</summary>
    public IReadOnlyList<Comm> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Values];
            }
        }
    }

    internal ICommTransport Transport => _transport
        ?? throw new InvalidOperationException("Nobody is at the other end: this notebook runs without a front end. Open it in Jupyter, or do without the comm.");

    /// <summary>Opens a comm to the front ends.</summary>
    /// <param name="target">Names what shall handle it there.</param>
    /// <param name="data">Anything that has a JSON form.</param>
    /// <exception cref="InvalidOperationException">The notebook runs without a front end, or 10,000 comms are open.</exception>
    public Comm Open(string target, object? data = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        var (transport, json) = (Transport, JsonSerializer.Serialize(data));
        var comm = Add(Guid.NewGuid().ToString("N"), target) ?? throw new InvalidOperationException($"{MostComms:N0} comms are open; close some first.");
        transport.Open(comm.Id, target, json);
        return comm;
    }

    /// <summary>Says what handles the comms that a front end opens for a target; a second time replaces the first.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="opened">Called with each new comm and what came with its opening.</param>
    public void Register(string target, Action<Comm, CommMessage> opened)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentNullException.ThrowIfNull(opened);
        lock (_gate)
        {
            _targets[target] = opened;
        }
    }

    /// <summary>Gives the comms their front ends; a host calls it once.</summary>
    /// <param name="transport">Carries what they say.</param>
    public void Connect(ICommTransport transport) => _transport = transport;

    /// <summary>A front end opened a comm.</summary>
    /// <returns>Whether there is something to handle it; else the host tells the front end that it is closed.</returns>
    public bool Opened(string commId, string target, CommMessage message)
    {
        Action<Comm, CommMessage>? opened;
        lock (_gate)
        {
            _targets.TryGetValue(target, out opened);
        }

        if (opened is null || Add(commId, target) is not { } comm)
        {
            return false;
        }

        opened(comm, message);
        return true;
    }

    /// <summary>A front end said something; what is said on a comm that is not open is dropped.</summary>
    public void Received(string commId, CommMessage message) => Find(commId)?.Received?.Invoke(message);

    /// <summary>A front end closed a comm.</summary>
    public void Closed(string commId, CommMessage message) => Find(commId)?.CloseFromOutside(message);

    internal void Forget(Comm comm)
    {
        lock (_gate)
        {
            _open.Remove(comm.Id);
        }
    }

    private Comm? Find(string commId)
    {
        lock (_gate)
        {
            return _open.GetValueOrDefault(commId);
        }
    }

    private Comm? Add(string commId, string target)
    {
        var comm = new Comm(this, commId, target);
        lock (_gate)
        {
            return _open.Count < MostComms && _open.TryAdd(commId, comm) ? comm : null;
        }
    }
}
