using System.Runtime.CompilerServices;
using AgentNotebook.Gpu.Leases;
using static AgentNotebook.Tests.Gpu.Leases.LeaseBench;

namespace AgentNotebook.Tests.Gpu.Leases;

/// <summary>When memory did not come back, the lease names who it knows to hold it.</summary>
public sealed class LeaseHolderTests : IDisposable
{
    private readonly LeaseBench _bench = new();
    private object? _stored;

    [Fact]
    public void an_object_that_something_still_refers_to_is_named_as_it_was_written_with_its_size()
    {
        var lease = _bench.Leases.Lease("train");
        _bench.Ours += 512 * MiB;
        Keep(lease);
        var holder = Assert.Single(lease.End().Holders);
        Assert.Equal((LeaseHolderKind.StillReferenced, "activations", "Byte[]", (long?)(512 * MiB)), (holder.Kind, holder.Name, holder.Type, holder.Bytes));
        GC.KeepAlive(_stored);
    }

    [Fact]
    public void nobody_is_named_when_memory_came_back_though_objects_are_still_referred_to()
    {
        var lease = _bench.Leases.Lease("train");
        Keep(lease);
        Assert.Empty(lease.End().Holders);
        GC.KeepAlive(_stored);
    }

    [Fact]
    public void what_nobody_refers_to_is_not_named()
    {
        var lease = _bench.Leases.Lease("train");
        _bench.Ours += 512 * MiB;
        Keep(lease);
        _stored = null;
        var report = lease.End();
        Assert.False(report.IsBack);
        Assert.Empty(report.Holders);
    }

    [Fact]
    public void what_could_not_be_disposed_is_named_with_the_reason()
    {
        var lease = _bench.Leases.Lease("train");
        lease.Track(new Tensor(() => throw new InvalidOperationException("in use by a stream")), 256 * MiB, "weights");
        _bench.Ours += 256 * MiB;
        var holder = lease.End().Holders.Single(holder => holder.Kind == LeaseHolderKind.NotDisposed);
        Assert.Equal(("weights", (long?)(256 * MiB)), (holder.Name, holder.Bytes));
        Assert.Contains("in use by a stream", holder.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void a_stored_exception_is_named_with_what_it_keeps()
    {
        var lease = _bench.Leases.Lease("train");
        _bench.Ours += 512 * MiB;
        Fail(lease, batch => new BatchException(batch));
        var report = lease.End();
        var stored = report.Holders.Single(holder => holder.Kind == LeaseHolderKind.StoredException);
        Assert.Equal(("shapes do not fit", nameof(BatchException), (long?)(512 * MiB)), (stored.Name, stored.Type, stored.Bytes));
        Assert.Contains("'batch'", stored.Reason, StringComparison.Ordinal);
        Assert.Contains(nameof(BatchException), report.Holders.Single(holder => holder.Kind == LeaseHolderKind.StillReferenced).Reason, StringComparison.Ordinal);
        GC.KeepAlive(_stored);
    }

    [Fact]
    public void an_exception_finds_what_it_keeps_through_its_data_and_what_it_wraps()
    {
        var lease = _bench.Leases.Lease("train");
        _bench.Ours += 512 * MiB;
        Fail(lease, batch => new InvalidOperationException("outer", new InvalidOperationException("inner") { Data = { ["batch"] = new List<object> { new Lazy<byte[]>(batch) } } }));
        var stored = lease.End().Holders.Single(holder => holder.Kind == LeaseHolderKind.StoredException);
        Assert.Equal("outer", stored.Name);
        Assert.Contains("'batch'", stored.Reason, StringComparison.Ordinal);
        GC.KeepAlive(_stored);
    }

    [Fact]
    public void an_exception_that_nobody_stored_is_not_named()
    {
        var lease = _bench.Leases.Lease("train");
        _bench.Ours += 512 * MiB;
        Fail(lease, batch => new BatchException(batch));
        _stored = null;
        Assert.Empty(lease.End().Holders);
    }

    [Fact]
    public void what_other_flows_throw_is_none_of_the_leases_business()
    {
        using var go = new ManualResetEventSlim();
        var elsewhere = new Thread(() =>
        {
            go.Wait();
            _stored = Record.Exception(new Action(() => throw new InvalidOperationException("elsewhere")));
        });
        elsewhere.UnsafeStart();
        var lease = _bench.Leases.Lease("train");
        go.Set();
        elsewhere.Join();
        _bench.Ours += 512 * MiB;
        Assert.Empty(lease.End().Holders);
        GC.KeepAlive(_stored);
    }

    [Fact]
    public void an_allocator_that_keeps_a_cache_is_named_with_its_limitation()
    {
        _bench.Leases.AddHook(new ScriptedHook("libtorch CUDA", []) { Limitation = "It has no way to give its cache back.", Statistics = () => new AllocatorStatistics(MiB, 600 * MiB) });
        var lease = _bench.Leases.Lease("train");
        _bench.Ours += 599 * MiB;
        var report = lease.End();
        var holder = Assert.Single(report.Holders);
        Assert.Equal((LeaseHolderKind.AllocatorCache, (long?)(599 * MiB)), (holder.Kind, holder.Bytes));
        Assert.Contains("no way to give its cache back", holder.Reason, StringComparison.Ordinal);
        Assert.Equal("libtorch CUDA", Assert.Single(report.Allocators).Name);
    }

    [Fact]
    public void the_largest_holder_comes_first()
    {
        var lease = _bench.Leases.Lease("train");
        _bench.Ours += 512 * MiB;
        Keep(lease);
        lease.Track(new Tensor(() => throw new InvalidOperationException("stuck")), 1024 * MiB, "large");
        lease.Track(new Tensor(() => throw new InvalidOperationException("stuck")), name: "unknown");
        Assert.Equal(["large", "activations", "unknown"], lease.End().Holders.Select(holder => holder.Name));
        GC.KeepAlive(_stored);
    }

    public void Dispose() => _bench.Dispose();

    // Not inlined, so that no local of a test refers to what is tracked.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Keep(MemoryLease lease)
    {
        var activations = new byte[1 << 20];
        lease.Watch(activations, 512 * MiB);
        _stored = activations;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fail(MemoryLease lease, Func<byte[], Exception> fault)
    {
        var batch = new byte[1 << 20];
        lease.Watch(batch, 512 * MiB);
        try
        {
            throw fault(batch);
        }
        catch (Exception exception)
        {
            _stored = exception;
        }
    }

    private sealed class BatchException(byte[] batch) : Exception("shapes do not fit")
    {
        public byte[] Batch { get; } = batch;
    }
}
