namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>The most that any input took.</summary>
internal sealed class Bounds
{
    private long _bytes;
    private TimeSpan _time;

    public void Met(long allocated, TimeSpan elapsed) => (_bytes, _time) = (Math.Max(_bytes, allocated), elapsed > _time ? elapsed : _time);

    public override string ToString() => $"at most {_bytes:N0} bytes allocated and {_time.TotalMilliseconds:N0} ms for one";
}
