#!/usr/bin/perl
# Prints how RT spells known instants, by RT's own code and without a database. One row a spelling, separated by
# tabs: language, $DateTimeFormat, zone, text, the instant in UTC.
#
#   perl test/support/real-rt/rt-date-texts.pl 5 [--all] > dates.tsv
use strict;
use warnings;
no warnings qw(once redefine);
use utf8;
my ( $version, $all );
BEGIN { $version = shift @ARGV // 5; $all = grep { $_ eq '--all' } @ARGV; unshift @INC, "/usr/share/request-tracker$version/lib" }
use JSON ();
use POSIX ();
use RT;
$ENV{RT_SITE_CONFIG} //= '/dev/null';
RT::LoadConfig();
require RT::I18N;
RT::I18N->Init;
require RT::Date;
require RT::User;
require RT::CurrentUser;
binmode STDOUT, ':utf8';

our ( $lang, $zone );
*Reader::Lang = sub { $lang };
*Reader::Timezone = sub { $zone };
*RT::CurrentUser::UserObj = sub { bless {}, "Reader" };
*RT::CurrentUser::LanguageHandle = sub { RT::I18N->get_handle($lang) };
my $json = JSON->new->canonical;
my $ways = 0;

sub spell {
    my ( $format, $in, @times ) = @_;
    $zone = $in;
    for my $t (@times) {
        my $date = RT::Date->new( RT::CurrentUser->new );
        $date->Unix($t);
        my $text = eval { $date->Get( Timezone => 'user', %$format ) } // do { warn $@ if $@; next };
        utf8::decode($text) unless utf8::is_utf8($text);
        print join( "\t", $lang, $json->encode($format), $zone, $text, POSIX::strftime( '%Y-%m-%dT%H:%M:%SZ', gmtime $t ) ), "\n";
    }
}

my @langs = map { m{/(\w+)\.po$} } glob "/usr/share/request-tracker$version/po/*.po";
my $first = 1830297600;    # 2028-01-01
my ( $day, $step ) = ( 86400, $all ? 1 : 0 );

# Without --all each way of spelling gets a few instants, other ones each time, so that all days, months and hours come up.
sub instants {
    my $unit = shift;
    my @days = $all ? ( map { $_ * 4 + $ways % 4 } 0 .. 182 ) : ( map { ( $ways * 37 + $_ * 61 ) % 731 } 0 );
    $ways++;
    return map { my $t = $first + $_ * $day + ( ( $_ * 7 + $ways ) % 24 ) * 3600 + ( $_ * 13 % 60 ) * 60 + $_ * 17 % 60; $t - $t % $unit } @days;
}

for my $one (@langs) {
    $lang = $one;
    my @more = $all ? ( [], ['AbbrDay'], ['AbbrMonth'], [ 'AbbrDay', 'AbbrMonth' ] ) : ( [], [ 'AbbrDay', 'AbbrMonth' ] );
    spell( { Format => 'DefaultFormat' }, $_, instants(1) ) for 'UTC', 'Asia/Kathmandu';
    spell( { Format => 'DefaultFormat', Seconds => 0 }, 'UTC', instants(60) );
    spell( { Format => 'DefaultFormat', Time => 0 }, 'UTC', instants($day) );
    for my $df (qw(full long medium short)) {
        my %format = ( Format => 'LocalizedDateTime', DateFormat => "date_format_$df" );
        for my $wide (@more) {
            my @wide = map { $_ => 0 } @$wide;
            spell( { %format, @wide, TimeFormat => "time_format_$_" }, 'UTC', instants( $_ eq 'short' ? 60 : 1 ) ) for $all ? qw(full long medium short) : $df eq 'full' ? qw(medium) : qw(short);
            spell( { %format, @wide, Time => 0 }, 'UTC', instants($day) ) if $all or $df ne 'full';
        }
    }
}
for my $one (qw(en sv)) {
    $lang = $one;
    for my $in ( 'UTC', 'America/St_Johns', 'Asia/Tokyo' ) {
        for my $name (qw(ISO W3CDTF RFC2822 RFC2616 iCal)) {
            spell( { Format => $name, @$_ }, $in, instants(1) ) for [], $name eq 'RFC2822' ? [ DayOfWeek => 0 ] : ();
            spell( { Format => $name, Seconds => 0, @$_ }, $in, instants(60) ) for [], $name eq 'RFC2822' ? [ DayOfWeek => 0 ] : ();
            spell( { Format => $name, Time => 0 }, $in, instants($day) ) if $in eq 'UTC';
        }
    }
}
