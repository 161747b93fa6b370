using System.Text;
using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu.Amd;

/// <summary>GPU memory of AMD's cards, as the amdgpu driver tells it in sysfs.</summary>
internal sealed class AmdProbe : IMemoryProbe
{
    private const int MostHolders = 100;

    private readonly Lock _gate = new();
    private readonly List<(AmdCard Card, byte[] Address)> _cards = [];
    private readonly List<string> _leftOut = [];
    private readonly DrmClients _clients;
    private readonly ProcessFamily _family;
    private readonly string _why;
    private readonly bool[] _silent;
    private bool _disposed;

    private AmdProbe(IReadOnlyList<AmdCard> cards, DrmClients clients, ProcessFamily family, string why)
    {
        (_clients, _family, _why) = (clients, family, why);
        List<MemoryDevice> devices = [];
        foreach (var card in cards)
        {
            if (card.TryReadTotal(out var total) && card.TryReadUsed(out _))
            {
                devices.Add(new MemoryDevice(devices.Count, SysFs.Name(card), total) { Label = $"GPU {devices.Count}" });
                _cards.Add((card, Encoding.UTF8.GetBytes(card.Address ?? "")));
            }
            else
            {
                _leftOut.Add($"The AMD card {card.Folder} is left out: its files mem_info_vram_total and mem_info_vram_used give no figures (they are the amdgpu driver's; another driver, or none, has the card).");
            }
        }

        Devices = devices;
        _silent = new bool[devices.Count];
    }

    public string Title => "GPU memory (amdgpu)";

    public string Explanation => string.Join(' ', Remarks());

    public bool IsGpu => true;

    /// <summary>The kernel names a card by its address in what it tells of processes: without one nothing can be assigned.</summary>
    public bool TellsShare => _cards.TrueForAll(card => card.Address.Length > 0);

    public IReadOnlyList<MemoryDevice> Devices { get; }

    /// <summary>Finds the cards.</summary>
    /// <param name="sys">Where sysfs is; <c>/sys</c>.</param>
    /// <param name="proc">Where the process file system is; <c>/proc</c>.</param>
    /// <param name="family">Tells which processes are ours.</param>
    /// <param name="time">The clock.</param>
    /// <param name="why">A sentence on why a driver that was tried before does not work; empty when there is none.</param>
    /// <param name="silent">Cards of AMD's that do not answer, a sentence each, when there is no other.</param>
    /// <returns>The probe; <see langword="null"/> when no card of AMD's answers.</returns>
    public static AmdProbe? Open(string sys, string proc, ProcessFamily family, TimeProvider time, string why, out string silent)
    {
        silent = "";
        if (!OperatingSystem.IsLinux() || SysFs.Cards(sys) is not { Count: > 0 } cards)
        {
            return null;
        }

        var probe = new AmdProbe(cards, new DrmClients(proc, family, time), family, why);
        if (probe.Devices.Count > 0)
        {
            return probe;
        }

        silent = string.Join(' ', probe._leftOut);
        return null;
    }

    public MemoryReading? Read(int device)
    {
        lock (_gate)
        {
            return Ask(device, out var used) ? Reading(device, used, holders: null) : null;
        }
    }

    public string? Trouble(int device) => !_silent[device] ? null : _cards[device].Card.IsThere() ? "does not answer" : "is gone";

    public MemoryDetails? Inspect(int device)
    {
        lock (_gate)
        {
            if (!Ask(device, out var used))
            {
                return null;
            }

            Dictionary<int, long> holders = [];
            return new MemoryDetails(Reading(device, used, holders), Devices[device].TotalBytes)
            {
                BusyPercent = _cards[device].Card.BusyPercent(),
                Holders = [.. holders.OrderByDescending(holder => holder.Value).Take(MostHolders).Select(holder => new MemoryHolder(holder.Key, ProcFs.NameOf(holder.Key), holder.Value, _family.Contains(holder.Key)))],
            };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }
    }

    private bool Ask(int device, out long used)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(device);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(device, _cards.Count);
        _silent[device] = !_cards[device].Card.TryReadUsed(out used);
        return !_silent[device];
    }

    private MemoryReading Reading(int device, long used, Dictionary<int, long>? holders)
    {
        var address = _cards[device].Address;
        var (ours, others) = address.Length > 0 ? _clients.Read(address, holders) : default;
        return new MemoryReading(used, ours) { OthersBytes = others };
    }

    private IEnumerable<string> Remarks()
    {
        if (_why.Length > 0)
        {
            yield return _why;
        }

        foreach (var card in _leftOut)
        {
            yield return card;
        }

        foreach (var device in Devices.Where(device => _silent[device.Index]))
        {
            yield return _cards[device.Index].Card.IsThere()
                ? $"{device.Label} ({device.Name}) does not answer: {_cards[device.Index].Card.Folder}/mem_info_vram_used gives no figure."
                : $"{device.Label} ({device.Name}) is gone: {_cards[device.Index].Card.Folder} is not there any more (the card was taken away, or its driver unloaded).";
        }
    }
}
