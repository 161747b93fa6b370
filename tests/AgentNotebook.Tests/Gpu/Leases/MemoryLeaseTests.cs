using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Leases;
using static AgentNotebook.Tests.Gpu.Leases.LeaseBench;

namespace AgentNotebook.Tests.Gpu.Leases;

public sealed class MemoryLeaseTests : IDisposable
{
    private readonly LeaseBench _bench = new();

    [Fact]
    public void what_was_tracked_is_disposed_in_reverse_then_allocators_are_asked_and_memory_is_measured()
    {
        List<string> log = [];
        _bench.Leases.AddHook(new ScriptedHook("one", log));
        _bench.Leases.AddHook(new ScriptedHook("two", log));
        LeaseReport report;
        using (var lease = _bench.Leases.Lease("train"))
        {
            lease.Track(_bench.Take(512 * MiB, log, "first"), 512 * MiB);
            lease.Track(_bench.Take(256 * MiB, log, "second"));
            report = lease.End();
        }

        Assert.Equal(["dispose second", "dispose first", "empty one", "empty two", "synchronize one", "synchronize two"], log);
        Assert.Equal(new LeaseMemory(100 * MiB, 868 * MiB, 100 * MiB), report.Memory);
        Assert.Equal((true, 2, 512 * MiB, true), (report.IsBack, report.TrackedCount, report.TrackedBytes, report.Collected));
        Assert.Empty(report.Holders);
        Assert.Empty(report.Failures);
    }

    [Fact]
    public void only_our_share_of_a_gpu_is_judged_so_that_others_may_come_and_go()
    {
        using var lease = _bench.Leases.Lease("train");
        lease.Track(_bench.Take(512 * MiB));
        _bench.Others += 10_000 * MiB;
        var report = lease.End();
        Assert.True(report.IsBack);
        Assert.Equal(11_100 * MiB, Assert.Single(report.Devices).After!.Value.UsedBytes);
    }

    [Fact]
    public void where_the_driver_does_not_tell_processes_apart_all_that_is_in_use_is_judged()
    {
        _bench.Probe.Answer = (_, _) => new MemoryReading(_bench.Ours, 0);
        using var lease = _bench.Leases.Lease("train");
        lease.Track(_bench.Take(512 * MiB));
        Assert.Equal(new LeaseMemory(100 * MiB, 612 * MiB, 100 * MiB), lease.End().Memory);
    }

    [Fact]
    public void a_part_that_fails_is_reported_and_every_part_after_it_is_done()
    {
        List<string> log = [];
        _bench.Leases.AddHook(new ScriptedHook("bad", log) { OnEmptyCache = () => throw new InvalidOperationException("no cache"), OnSynchronize = () => throw new InvalidOperationException("no stream"), Statistics = () => throw new InvalidOperationException("no figures") });
        _bench.Leases.AddHook(new ScriptedHook("good", log));
        var lease = _bench.Leases.Lease("train");
        lease.Track(_bench.Take(MiB, log, "first"));
        lease.Track(new Tensor(() => throw new InvalidOperationException("stuck")), name: "second");
        var report = lease.End();
        Assert.Equal(["dispose first", "empty bad", "empty good", "synchronize bad", "synchronize good"], log);
        Assert.Equal(
            [(LeaseStep.Dispose, "second", "stuck"), (LeaseStep.EmptyCache, "bad", "no cache"), (LeaseStep.Synchronize, "bad", "no stream"), (LeaseStep.Measure, "bad", "no figures")],
            report.Failures.Select(failure => (failure.Step, failure.What, failure.Message)));
        Assert.True(report.IsBack);
    }

    [Fact]
    public async Task objects_that_are_disposed_asynchronously_are_awaited_and_a_synchronous_end_waits_for_them_too()
    {
        var (awaited, waited) = (new SlowlyDisposed(), new SlowlyDisposed());
        await using (var lease = _bench.Leases.Lease("async"))
        {
            lease.Track(awaited);
        }

        using (var lease = _bench.Leases.Lease("sync"))
        {
            lease.Track(waited);
        }

        Assert.True(awaited.IsDisposed && waited.IsDisposed);
    }

    [Fact]
    public async Task a_lease_ended_twice_or_by_many_ends_once_and_all_get_one_report()
    {
        var disposed = 0;
        var ended = 0;
        _bench.Leases.Ended += _ => ended++;
        var lease = _bench.Leases.Lease("train");
        lease.Track(new Tensor(() => Interlocked.Increment(ref disposed)));
        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () => number % 2 == 0 ? lease.End() : await lease.EndAsync())));
        lease.Dispose();
        await lease.DisposeAsync();
        Assert.Equal((1, 1), (disposed, ended));
        Assert.All(reports, report => Assert.Same(lease.Report, report));
    }

    [Fact]
    public void what_ends_its_own_lease_while_it_is_disposed_does_not_wait_for_itself()
    {
        var outer = _bench.Leases.Lease("outer");
        var inner = _bench.Leases.Lease("inner");
        Exception? refused = null;
        inner.Track(new Tensor(() =>
        {
            inner.Dispose();
            outer.Dispose();
            refused = Record.Exception(() => inner.End());
        }));
        outer.Dispose();
        Assert.IsType<InvalidOperationException>(refused);
        Assert.NotNull(inner.Report);
        Assert.NotNull(outer.Report);
    }

    [Fact]
    public void leases_nest_and_an_inner_one_left_open_ends_with_the_outer_one()
    {
        List<string> log = [];
        var outer = _bench.Leases.Lease("outer");
        outer.Track(_bench.Take(MiB, log, "outer's"));
        var inner = _bench.Leases.Lease("inner");
        Assert.Same(outer, inner.Parent);
        Assert.Same(inner, MemoryLeases.Current);
        inner.Track(_bench.Take(MiB, log, "inner's"));
        var report = outer.End();
        Assert.Equal(["dispose inner's", "dispose outer's"], log);
        Assert.Equal((LeaseStep.EndInner, "inner"), (Assert.Single(report.Failures).Step, report.Failures[0].What));
        Assert.NotNull(inner.Report);
        Assert.Null(MemoryLeases.Current);
        Assert.Empty(_bench.Leases.Open);
    }

    [Fact]
    public void the_end_of_an_inner_lease_leads_back_to_the_outer_one()
    {
        using var outer = _bench.Leases.Lease("outer");
        using (_bench.Leases.Lease("inner"))
        {
        }

        Assert.Same(outer, MemoryLeases.Current);
        Assert.Empty(outer.End().Failures);
    }

    [Fact]
    public async Task a_lease_is_found_across_await_and_in_tasks_and_can_end_on_another_thread()
    {
        var lease = _bench.Leases.Lease("train");
        await Task.Yield();
        Assert.Same(lease, MemoryLeases.Current);
        Assert.Same(lease, await Task.Run(() => MemoryLeases.Current));
        await Task.Run(lease.Dispose);
        Assert.Null(MemoryLeases.Current);
        Assert.NotNull(lease.Report);
    }

    [Fact]
    public async Task two_flows_have_leases_of_their_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            await using var lease = _bench.Leases.Lease($"flow {number}");
            await Task.Yield();
            Assert.Same(lease, MemoryLeases.Current);
            Assert.Null(lease.Parent);
        })));
        Assert.Empty(_bench.Leases.Open);
    }

    [Fact]
    public void nothing_can_be_tracked_in_a_lease_that_has_ended_and_the_object_stays_the_callers()
    {
        var lease = _bench.Leases.Lease("train");
        lease.Dispose();
        var disposed = false;
        Assert.Throws<ObjectDisposedException>(() => lease.Track(new Tensor(() => disposed = true)));
        Assert.False(disposed);
    }

    [Fact]
    public void what_cannot_be_disposed_is_refused_with_the_way_to_watch_it()
    {
        using var lease = _bench.Leases.Lease("train");
        Assert.Contains("Watch", Assert.Throws<ArgumentException>(() => lease.Track(new byte[8])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => lease.Watch(new byte[8], bytes: -1));
        Assert.Throws<ArgumentException>(() => _bench.Leases.Lease(" "));
        Assert.Contains("1 byte", Assert.Throws<ArgumentOutOfRangeException>(() => _bench.Leases.Lease("none", budgetBytes: 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_probe_that_fails_or_loses_its_device_makes_the_report_say_that_nothing_was_measured()
    {
        _bench.Probe.Answer = (_, _) => throw new InvalidOperationException("driver gone");
        Assert.Equal((null, null), (_bench.Leases.Lease("blind").End() is var blind ? blind.IsBack : true, blind.Memory));

        _bench.Probe.Answer = (_, _) => new MemoryReading(5, 5);
        var lease = _bench.Leases.Lease("half");
        lease.Track(_bench.Take(MiB));
        _bench.Probe.Answer = (_, _) => null;
        var half = lease.End();
        Assert.Null(half.IsBack);
        Assert.NotNull(Assert.Single(half.Devices).Before);
        Assert.Null(half.Devices[0].After);
    }

    [Fact]
    public void several_devices_are_added_up_and_shown_each()
    {
        using var two = new LeaseBench("a", "b");
        using var lease = two.Leases.Lease("train");
        lease.Track(two.Take(512 * MiB));
        var report = lease.End();
        Assert.Equal(new LeaseMemory(200 * MiB, 1224 * MiB, 200 * MiB), report.Memory);
        Assert.Equal(2, report.Devices.Count);
    }

    [Fact]
    public void leases_of_one_name_are_measured_apart_and_stand_on_the_curve_with_begin_and_end()
    {
        var first = _bench.Leases.Lease("train");
        first.Track(_bench.Take(512 * MiB));
        first.Dispose();
        var second = _bench.Leases.Lease("train");
        second.Dispose();
        Assert.Equal(512 * MiB, first.Report!.Memory!.TakenBytes);
        Assert.Equal(0, second.Report!.Memory!.TakenBytes);
        Assert.Equal(["lease train", "lease train ends", "lease train #2", "lease train #2 ends"], _bench.Curve.Marks.Select(mark => mark.Name));
    }

    [Fact]
    public void a_budget_that_is_passed_is_a_fault_where_it_is_asked_for_and_cancels_what_listens()
    {
        using var lease = _bench.Leases.Lease("train", budgetBytes: 300 * MiB);
        lease.ThrowIfOverBudget();
        using var small = _bench.Take(200 * MiB);
        lease.ThrowIfOverBudget();
        Assert.False(lease.OverBudget.IsCancellationRequested);
        using var large = _bench.Take(200 * MiB);
        var fault = Assert.Throws<MemoryBudgetException>(lease.ThrowIfOverBudget);
        Assert.Equal(("train", 300 * MiB, 400 * MiB), (fault.Lease, fault.BudgetBytes, fault.UsedBytes));
        Assert.True(lease.OverBudget.IsCancellationRequested);
        Assert.True(lease.End().IsOverBudget);
    }

    [Fact]
    public void a_budget_is_watched_without_being_asked_for()
    {
        using var lease = _bench.Leases.Lease("train", budgetBytes: 300 * MiB);
        using var large = _bench.Take(400 * MiB);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(lease.OverBudget.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void named_sizes_beyond_the_budget_are_a_fault_and_are_given_back_all_the_same()
    {
        var disposed = false;
        var lease = _bench.Leases.Lease("train", budgetBytes: 300 * MiB);
        Assert.Throws<MemoryBudgetException>(() => lease.Track(new Tensor(() => disposed = true), 301 * MiB));
        lease.Dispose();
        Assert.True(disposed);
    }

    [Fact]
    public void a_listener_that_throws_does_not_make_the_end_throw()
    {
        _bench.Leases.Ended += _ => throw new InvalidOperationException("no screen");
        _bench.Leases.Lease("train").Dispose();
    }

    [Fact]
    public void a_lease_whose_mark_was_pushed_out_says_that_it_was_not_measured()
    {
        using var sampler = new MemorySampler(_bench.Probe, new MemorySamplerOptions { MarkCapacity = 2 }, _bench.Time);
        using var leases = new MemoryLeases(sampler, _bench.Time);
        var lease = leases.Lease("train");
        sampler.Mark("a");
        sampler.Mark("b");
        sampler.Mark("c");
        Assert.Null(lease.End().Memory);
    }

    [Fact]
    public void a_finalizer_that_hangs_is_left_to_itself_and_reported()
    {
        // Not disposed: the finalizer asks it, and when that is nobody knows.
        var release = new ManualResetEventSlim();
        try
        {
            using var sampler = new MemorySampler(_bench.Probe);
            using var leases = new MemoryLeases(sampler);
            var lease = leases.Lease("train", new LeaseOptions { CollectionPatience = TimeSpan.FromMilliseconds(50) });
            Abandon(release);
            Assert.Equal(LeaseStep.Collect, Assert.Single(lease.End().Failures).Step);
        }
        finally
        {
            release.Set();
        }
    }

    public void Dispose() => _bench.Dispose();

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Abandon(ManualResetEventSlim release) => GC.KeepAlive(new Hanging(release));

    private sealed class Hanging(ManualResetEventSlim release)
    {
        ~Hanging() => release.Wait();
    }

    private sealed class SlowlyDisposed : IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            IsDisposed = true;
        }
    }
}
