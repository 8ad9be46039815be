using TradingAgents.Core.Alerts;

namespace TradingAgents.Core.Tests.Alerts;

public sealed class AlertEvaluatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly AlertEvaluator _evaluator = new(new AlertRules());

    [Fact]
    public void All_well_fires_nothing_and_what_is_unknown_neither()
    {
        Assert.Empty(Look(0, Well));
        Assert.Empty(Look(60, Well with { Utilization = null, SuccessRate = null, FailureRate = null, MeanExecutionSeconds = null }));
    }

    [Fact]
    public void A_condition_fires_after_ten_seconds_without_a_break_and_dates_from_its_beginning()
    {
        var full = Well with { Queued = 51 };
        Assert.Empty(Look(0, full));
        Assert.Empty(Look(9, full));
        Assert.Empty(Look(9.5, Well));
        Assert.Empty(Look(10, full));
        Assert.Empty(Look(19, full));
        var alert = Assert.Single(Look(20, full with { Queued = 60 }));
        Assert.Equal(
            new Alert(AlertName.QueueLength, Severity.Warning, Start.AddSeconds(10), 60, 50, "60 tasks wait, more than 50."), alert);
    }

    [Fact]
    public void A_value_that_swings_around_its_threshold_keeps_one_alert()
    {
        Look(0, Well with { Queued = 60 });
        for (var second = 10; second < 600; second += 10)
        {
            // 46 is within the threshold, but not by the margin of a tenth.
            var alert = Assert.Single(Look(second, Well with { Queued = second % 20 == 0 ? 46 : 51 }));
            Assert.Equal(Start, alert.Since);
        }
    }

    [Theory]
    [InlineData(0.9497, "94.97 % of the tasks of the last quarter of an hour completed, fewer than 95 %.")]
    [InlineData(0.9499, "94.99 % of the tasks of the last quarter of an hour completed, fewer than 95 %.")]
    [InlineData(0.9423, "94.2 % of the tasks of the last quarter of an hour completed, fewer than 95 %.")]
    public void A_share_reads_as_what_it_is_said_to_be_beside_its_threshold(double share, string sentence)
    {
        Look(0, Well with { SuccessRate = share });
        Assert.Equal(sentence, Assert.Single(Look(60, Well with { SuccessRate = share })).Summary);
    }

    [Fact]
    public void An_alert_ends_after_thirty_seconds_well_without_a_break()
    {
        Look(0, Well with { Queued = 60 });
        Look(10, Well with { Queued = 60 });
        Assert.Single(Look(20, Well));
        Assert.Single(Look(45, Well));
        Assert.Single(Look(46, Well with { Queued = 51 }));
        Assert.Single(Look(50, Well));
        Assert.Single(Look(79, Well));
        Assert.Empty(Look(80, Well));
        Assert.Empty(Look(81, Well with { Queued = 60 })); // Anew, it has to hold again.
    }

    public static TheoryData<AlertName, AlertSample, AlertSample> Thresholds() => new()
    {
        { AlertName.QueueLength, Well with { Queued = 50 }, Well with { Queued = 51 } },
        { AlertName.Utilization, Well with { Utilization = 0.9 }, Well with { Utilization = 0.91 } },
        { AlertName.SuccessRate, Well with { SuccessRate = 0.95 }, Well with { SuccessRate = 0.94 } },
        { AlertName.MeanExecutionTime, Well with { MeanExecutionSeconds = 120 }, Well with { MeanExecutionSeconds = 121 } },
        { AlertName.HealthyNodes, Well with { HealthyNodes = 2 }, Well with { HealthyNodes = 1 } },
        { AlertName.FailureRate, Well with { FailureRate = 0.1 }, Well with { FailureRate = 0.11 } },
        { AlertName.OverdueRun, Well with { OverdueSeconds = null }, Well with { OverdueSeconds = 1 } },
    };

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void Each_fires_beyond_its_threshold_and_not_on_it(AlertName name, AlertSample on, AlertSample beyond)
    {
        Look(0, on);
        Assert.Empty(Look(10, on));
        Look(20, beyond);
        var alert = Assert.Single(Look(30, beyond));
        Assert.Equal(name, alert.Name);
        Assert.EndsWith(".", alert.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_becomes_unknown_while_it_fires_ends_as_if_well()
    {
        Look(0, Well with { SuccessRate = 0.5 });
        Assert.Equal(0.5, Assert.Single(Look(10, Well with { SuccessRate = 0.5 })).Value);
        Assert.Equal(0.5, Assert.Single(Look(11, Well with { SuccessRate = null })).Value);
        Assert.Empty(Look(41, Well with { SuccessRate = null }));
    }

    [Fact]
    public void One_node_alone_is_no_fault_until_it_is_itself_unhealthy()
    {
        var alone = Well with { Nodes = 1, HealthyNodes = 1 };
        Look(0, alone);
        Assert.Empty(Look(60, alone));
        Look(70, alone with { HealthyNodes = 0 });
        var alert = Assert.Single(Look(80, alone with { HealthyNodes = 0 }));
        Assert.Equal((AlertName.HealthyNodes, 0.0, 1.0, "0 of 1 nodes are healthy, fewer than 1."), (alert.Name, alert.Value, alert.Threshold, alert.Summary));
    }

    [Fact]
    public void Where_there_has_been_a_second_node_its_absence_fires()
    {
        Look(0, Well with { Nodes = 2, HealthyNodes = 2 });
        Look(10, Well with { Nodes = 1, HealthyNodes = 1 });
        var alert = Assert.Single(Look(20, Well with { Nodes = 1, HealthyNodes = 1 }));
        Assert.Equal((AlertName.HealthyNodes, 2.0), (alert.Name, alert.Threshold));
    }

    [Fact]
    public void Nodes_drained_on_purpose_are_not_missed()
    {
        Look(0, Well with { Nodes = 3, HealthyNodes = 3 });
        var drained = Well with { Nodes = 3, HealthyNodes = 1, DrainingNodes = 2 };
        Look(10, drained);
        Assert.Empty(Look(60, drained));
    }

    [Fact]
    public void A_node_that_fails_beside_a_drained_one_is_missed()
    {
        Look(0, Well with { Nodes = 3, HealthyNodes = 2, DrainingNodes = 1 });
        var failed = Well with { Nodes = 3, HealthyNodes = 1, DrainingNodes = 1 };
        Look(10, failed);
        var alert = Assert.Single(Look(20, failed));
        Assert.Equal((AlertName.HealthyNodes, 1.0, 2.0), (alert.Name, alert.Value, alert.Threshold));
    }

    [Fact]
    public void Draining_the_last_node_fires_and_says_that_nobody_works()
    {
        Look(0, Well with { Nodes = 2, HealthyNodes = 2 });
        var drained = Well with { Nodes = 2, HealthyNodes = 0, DrainingNodes = 2 };
        Look(10, drained);
        var alert = Assert.Single(Look(20, drained));
        Assert.Equal((AlertName.HealthyNodes, 0.0, 1.0), (alert.Name, alert.Value, alert.Threshold));
        Assert.StartsWith("No node takes work", alert.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_thresholds_hold_where_they_are_set()
    {
        var evaluator = new AlertEvaluator(new AlertRules { QueueLength = 0, HealthyNodes = 0, For = TimeSpan.Zero });
        Assert.Equal(AlertName.QueueLength, Assert.Single(evaluator.Evaluate(Well with { Queued = 1, HealthyNodes = 0 })).Name);
    }

    private static AlertSample Well { get; } = new()
    {
        At = Start,
        Utilization = 0.5,
        SuccessRate = 1,
        FailureRate = 0,
        MeanExecutionSeconds = 60,
        HealthyNodes = 3,
        Nodes = 3,
    };

    private IReadOnlyList<Alert> Look(double second, AlertSample sample) => _evaluator.Evaluate(sample with { At = Start.AddSeconds(second) });
}
