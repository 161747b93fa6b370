using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution.Workers;

public class WorkerPoolTests
{
    [Fact]
    public async Task spares_are_ready_once_someone_has_asked_and_each_worker_is_handed_out_once()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 2, MaximumWorkers = 4 });
        var taken = new List<WorkerProcess>();
        for (var round = 0; round < 5; round++)
        {
            var worker = await bench.TakeAsync();
            taken.Add(worker);
            await bench.Pool.RetireAsync(worker);
        }

        PoolBench.Until(() => bench.Pool.Ready == 2);
        var next = bench.TakeAsync();

        Assert.True(next.IsCompletedSuccessfully);
        taken.Add(await next);
        Assert.Equal(6, taken.Distinct().Count());
        Assert.All(taken.SkipLast(1), worker => Assert.True(worker.HasExited));
        await bench.Pool.RetireAsync(await next);
    }

    [Fact]
    public async Task a_burst_is_served_to_its_end_and_never_more_live_than_may()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 1, MaximumWorkers = 3 });

        var ids = await Task.WhenAll(Enumerable.Range(0, 9).Select(async _ =>
        {
            var worker = await bench.TakeAsync();
            var id = worker.GetHashCode();
            await bench.Pool.RetireAsync(worker);
            return id;
        }));

        Assert.Equal(9, ids.Distinct().Count());
        Assert.InRange(bench.MostLiving, 2, 3);
    }

    [Fact]
    public async Task those_who_wait_are_served_in_the_order_in_which_they_came()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 0, MaximumWorkers = 1 });
        var first = await bench.TakeAsync();
        var waiting = Enumerable.Range(0, 3).Select(n => bench.TakeAsync(n == 1 ? PoolBench.Other : null)).ToList();
        await bench.Pool.RetireAsync(first);

        for (var turn = 0; turn < waiting.Count; turn++)
        {
            var worker = await waiting[turn];
            Assert.All(waiting.Skip(turn + 1), later => Assert.False(later.IsCompleted));
            await bench.Pool.RetireAsync(worker);
        }

        Assert.Equal(1, bench.MostLiving);
    }

    [Fact]
    public async Task spares_nobody_asked_for_are_let_go_until_someone_asks_again()
    {
        var idle = TimeSpan.FromMinutes(2);
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 2, MaximumWorkers = 4, IdleTime = idle });
        await bench.Pool.RetireAsync(await bench.TakeAsync());
        PoolBench.Until(() => bench.Pool.Ready == 2);

        bench.Time.Advance(idle / 2);
        Assert.Equal(2, bench.Living.Count);
        bench.Time.Advance(idle / 2);
        PoolBench.Until(() => bench.Living.Count == 0);
        var starts = bench.Starts;
        await bench.Pool.RetireAsync(await bench.TakeAsync());
        PoolBench.Until(() => bench.Pool.Ready == 2);

        Assert.Equal(starts + 3, bench.Starts);
    }

    [Fact]
    public async Task a_run_that_outlasts_the_idle_time_leaves_no_spares_behind()
    {
        var idle = TimeSpan.FromMinutes(2);
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 1, MaximumWorkers = 4, IdleTime = idle });
        var held = new TaskCompletionSource();
        bench.HoldNextStart(Task.CompletedTask);
        bench.HoldNextStart(held.Task);
        var worker = await bench.TakeAsync();
        PoolBench.Until(() => bench.Starts == 2);
        bench.Time.Advance(idle);

        // A spare that becomes ready too late goes at once, and the end of the run starts no other.
        held.SetResult();
        await bench.Pool.RetireAsync(worker);
        PoolBench.Until(() => bench.Living.Count == 0 && bench.Pool.Ready == 0);

        Assert.Equal(2, bench.Starts);
    }

    [Fact]
    public async Task who_asks_for_another_size_gets_a_worker_of_it_and_the_next_finds_a_spare()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 2, MaximumWorkers = 4 });
        await bench.Pool.RetireAsync(await bench.TakeAsync());
        PoolBench.Until(() => bench.Pool.Ready == 2);

        var other = await bench.TakeAsync(PoolBench.Other);
        Assert.Equal(PoolBench.Other.MemoryBytes, other.MemoryBytes);
        await bench.Pool.RetireAsync(other);
        PoolBench.Until(() => bench.Pool.Ready == 2);
        var again = bench.TakeAsync(PoolBench.Other);
        var former = bench.TakeAsync();

        Assert.True(again.IsCompletedSuccessfully);
        Assert.True(former.IsCompletedSuccessfully);
        Assert.Equal((PoolBench.Other.MemoryBytes, Guests.Limits.MemoryBytes), ((await again).MemoryBytes, (await former).MemoryBytes));
        await Task.WhenAll(bench.Pool.RetireAsync(await again), bench.Pool.RetireAsync(await former));
    }

    [Fact]
    public async Task where_only_one_may_live_a_spare_of_another_size_makes_room()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 1, MaximumWorkers = 1 });
        await bench.Pool.RetireAsync(await bench.TakeAsync());
        PoolBench.Until(() => bench.Pool.Ready == 1);

        var other = await bench.TakeAsync(PoolBench.Other);

        Assert.Equal((PoolBench.Other.MemoryBytes, 1), (other.MemoryBytes, bench.MostLiving));
        await bench.Pool.RetireAsync(other);
    }

    [Fact]
    public async Task a_waiter_who_gives_up_loses_no_worker_and_holds_up_no_other()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 0, MaximumWorkers = 1 });
        var held = new TaskCompletionSource();
        bench.HoldNextStart(held.Task);
        using var cancel = new CancellationTokenSource();
        var givesUp = bench.TakeAsync(cancellationToken: cancel.Token);
        var waits = bench.TakeAsync();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);
        held.SetResult();
        await bench.Pool.RetireAsync(await waits);

        Assert.Equal(1, bench.Starts);
        Assert.Empty(bench.Living);
    }

    [Fact]
    public async Task giving_up_in_the_moment_of_being_served_loses_no_worker()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 0, MaximumWorkers = 2 });
        for (var round = 0; round < 10; round++)
        {
            var held = new TaskCompletionSource();
            bench.HoldNextStart(held.Task);
            using var cancel = new CancellationTokenSource();
            var take = bench.TakeAsync(cancellationToken: cancel.Token);
            held.SetResult();
            // In some rounds the start is ahead, in some the waiter who gives up.
            SpinWait.SpinUntil(() => take.IsCompleted, round * 20);
            await cancel.CancelAsync();
            if (await Task.WhenAny(take) is { IsCompletedSuccessfully: true, Result: var worker })
            {
                await bench.Pool.RetireAsync(worker);
            }
        }

        await bench.Pool.RetireAsync(await bench.TakeAsync());
        await bench.DisposeAsync();
        Assert.Empty(bench.Living);
    }

    [Fact]
    public async Task a_start_that_fails_reaches_the_one_who_waits_for_it_and_the_next_one_works()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 0, MaximumWorkers = 2 });
        bench.HoldNextStart(Task.FromException(new WorkerUnavailableException("no luck")));

        var error = await Assert.ThrowsAsync<WorkerUnavailableException>(() => bench.TakeAsync());
        Assert.Equal("no luck", error.Message);
        await bench.Pool.RetireAsync(await bench.TakeAsync());
    }

    [Fact]
    public async Task a_spare_that_fails_to_start_is_nobodys_failure_and_frees_its_place()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 1, MaximumWorkers = 1 });
        var first = await bench.TakeAsync();
        var held = new TaskCompletionSource();
        bench.HoldNextStart(held.Task);
        await bench.Pool.RetireAsync(first);
        PoolBench.Until(() => bench.Starts == 2);
        var waits = bench.TakeAsync();
        Assert.Equal(2, bench.Starts);

        held.SetException(new WorkerUnavailableException("no luck"));

        await bench.Pool.RetireAsync(await waits.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task spares_that_cannot_be_started_are_not_tried_again_and_again()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 2, MaximumWorkers = 4, ConcurrentStarts = 2 });
        bench.HoldNextStart(Task.CompletedTask);
        for (var start = 0; start < 50; start++)
        {
            bench.HoldNextStart(Task.FromException(new WorkerUnavailableException("no luck")));
        }

        await bench.Pool.RetireAsync(await bench.TakeAsync());
        PoolBench.Until(() => bench.Starts >= 4);
        await Assert.ThrowsAsync<WorkerUnavailableException>(() => bench.TakeAsync());

        Assert.InRange(bench.Starts, 4, 12);
    }

    [Fact]
    public async Task a_spare_that_died_is_not_handed_out()
    {
        await using var bench = new PoolBench(new WorkerPoolOptions { Spares = 1, MaximumWorkers = 4 });
        await bench.Pool.RetireAsync(await bench.TakeAsync());
        PoolBench.Until(() => bench.Pool.Ready == 1);
        var dead = bench.Living.Single();
        dead.Kill();
        await dead.Exit;

        var worker = await bench.TakeAsync();

        Assert.NotSame(dead, worker);
        Assert.False(worker.HasExited);
        await bench.Pool.RetireAsync(worker);
    }

    [Fact]
    public async Task disposing_ends_spares_and_starts_waits_for_those_who_work_and_turns_away_those_who_wait()
    {
        var bench = new PoolBench(new WorkerPoolOptions { Spares = 0, MaximumWorkers = 2 });
        var works = await bench.TakeAsync();
        bench.HoldNextStart(new TaskCompletionSource().Task);
        var starts = bench.TakeAsync();
        var waits = bench.TakeAsync();
        PoolBench.Until(() => bench.Starts == 2);

        var disposing = bench.DisposeAsync().AsTask();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => starts);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waits);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.TakeAsync());
        Assert.False(disposing.IsCompleted);
        await bench.Pool.RetireAsync(works);
        await disposing.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(bench.Living);
        await bench.DisposeAsync();
    }
}
